package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.NetworkConfig;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The images and labels of one split, in memory.
 *
 * <p>Immutable and so safe to share between threads, as long as nobody writes into {@link
 * #pixels()} or {@link #labels()}, which are shared and not copied.
 */
public final class Digits implements Serializable {
  /** Pixels along each side of an image. */
  public static final int SIDE = NetworkConfig.SIDE;

  /** Pixels of an image, row by row. */
  public static final int PIXELS = NetworkConfig.INPUTS;

  /** Number of classes; labels are 0 to 9. */
  public static final int CLASSES = NetworkConfig.CLASSES;

  private static final float[] SCALED = new float[256];

  static {
    for (int pixel = 0; pixel < SCALED.length; pixel++) {
      SCALED[pixel] = pixel / 255f;
    }
  }

  private static final long serialVersionUID = 1L;

  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Takes over both arrays: do not change them afterwards.
   *
   * @param pixels {@code [n, 784]}, unsigned: 0 is background, 255 ink
   * @param labels {@code [n]}, 0 to 9
   * @throws IllegalArgumentException if the sizes do not fit or a label is out of range
   */
  public Digits(byte[] pixels, byte[] labels) {
    if (pixels.length != labels.length * (long) PIXELS) {
      throw new IllegalArgumentException(
          "%d pixels do not make %d images of %d".formatted(pixels.length, labels.length, PIXELS));
    }
    for (byte label : labels) {
      if (label < 0 || label >= CLASSES) {
        throw new IllegalArgumentException("label %d is not 0 to 9".formatted(label & 0xFF));
      }
    }
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Returns the number of images. */
  public int size() {
    return labels.length;
  }

  /** Returns the label of an image, 0 to 9. */
  public int label(int index) {
    return labels[index];
  }

  /** Returns a copy of an image's 784 pixels, unsigned. */
  public byte[] image(int index) {
    return Arrays.copyOfRange(pixels, index * PIXELS, (index + 1) * PIXELS);
  }

  /** Writes an image's 784 pixels, each divided by 255 and so in [0, 1], from an offset on. */
  public void copyScaled(int index, float[] target, int offset) {
    int from = index * PIXELS;
    for (int i = 0; i < PIXELS; i++) {
      target[offset + i] = SCALED[pixels[from + i] & 0xFF];
    }
  }

  /** Returns an image's pixels, unsigned, each divided by 255 and so in [0, 1]. */
  public static float[] scaled(byte[] image) {
    float[] pixels = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      pixels[i] = SCALED[image[i] & 0xFF];
    }
    return pixels;
  }

  /** Returns how many images each class has, {@code [10]}. */
  public int[] classCounts() {
    int[] counts = new int[CLASSES];
    for (byte label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** Returns a copy of the images from an index on, up to another, exclusive. */
  public Digits slice(int from, int to) {
    return new Digits(
        Arrays.copyOfRange(pixels, from * PIXELS, to * PIXELS),
        Arrays.copyOfRange(labels, from, to));
  }

  /** Returns all pixels, {@code [n, 784]}, unsigned; shared: do not write into it. */
  public byte[] pixels() {
    return pixels;
  }

  /** Returns all labels, {@code [n]}; shared: do not write into it. */
  public byte[] labels() {
    return labels;
  }
}
