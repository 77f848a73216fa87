package io.github.mnistdl4j.training;

import io.github.mnistdl4j.data.Digits;
import java.util.Random;

/**
 * Small sets of images that can be learned: each class has bright rows of its own, with noise. Of
 * 60 in turn the first 40 have margins without ink, as MNIST's have.
 */
public final class SomeDigits {
  private SomeDigits() {}

  /** Images that depend on the seed alone. */
  public static Digits of(int images, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[images * Digits.PIXELS];
    byte[] labels = new byte[images];
    for (int i = 0; i < images; i++) {
      labels[i] = (byte) random.nextInt(Digits.CLASSES);
      for (int p = 0; p < Digits.PIXELS; p++) {
        boolean bright = p / Digits.SIDE / 2 == labels[i];
        boolean margin = i % 60 < 40 && (p % Digits.SIDE < 4 || p % Digits.SIDE >= 24);
        int ink = random.nextInt(60) + (bright ? 150 : 0);
        pixels[i * Digits.PIXELS + p] = (byte) (margin ? 0 : ink);
      }
    }
    return new Digits(pixels, labels);
  }
}
