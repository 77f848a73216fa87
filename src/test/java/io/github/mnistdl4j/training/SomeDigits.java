package io.github.mnistdl4j.training;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Small sets of images that can be learned: each class has bright rows of its own, with noise. Of
 * 60 in turn the first 40 have margins without ink, as MNIST's have.
 */
public final class SomeDigits {
  private SomeDigits() {}

  /** Images that depend on the seed alone. */
  public static Digits of(int images, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[images * 784];
    byte[] labels = new byte[images];
    for (int i = 0; i < images; i++) {
      labels[i] = (byte) random.nextInt(10);
      for (int p = 0; p < 784; p++) {
        boolean bright = p / 28 / 2 == labels[i];
        boolean margin = i % 60 < 40 && (p % 28 < 4 || p % 28 >= 24);
        int ink = random.nextInt(60) + (bright ? 150 : 0);
        pixels[i * 784 + p] = (byte) (margin ? 0 : ink);
      }
    }
    return mnist(pixels, labels);
  }

  /** Images of any form and number of classes: the pixels of a class, every n-th, are bright. */
  public static Digits of(DatasetInfo info, int images, long seed) {
    Random random = new Random(seed);
    int classes = info.classes().size();
    byte[] pixels = new byte[images * info.pixels()];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = random.nextInt(classes);
      for (int p = 0; p < info.pixels(); p++) {
        boolean bright = p % classes == labels[i];
        pixels[i * info.pixels() + p] = (byte) (random.nextInt(60) + (bright ? 150 : 0));
      }
    }
    return new Digits(info, pixels, labels);
  }

  /** Images in MNIST's form. */
  public static Digits mnist(byte[] pixels, byte[] labels) {
    int[] numbers = IntStream.range(0, labels.length).map(i -> labels[i] & 0xFF).toArray();
    return new Digits(DatasetInfo.MNIST, pixels, numbers);
  }
}
