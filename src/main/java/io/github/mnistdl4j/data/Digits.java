package io.github.mnistdl4j.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The images and labels of one split, in memory.
 *
 * <p>Immutable and so safe to share between threads, as long as nobody writes into {@link
 * #pixels()} or {@link #labels()}, which are shared and not copied.
 */
public final class Digits implements Serializable {
  private static final float[] SCALED = new float[256];

  static {
    for (int pixel = 0; pixel < SCALED.length; pixel++) {
      SCALED[pixel] = pixel / 255f;
    }
  }

  private static final long serialVersionUID = 2L;

  private final DatasetInfo info;
  private final byte[] pixels;
  private final int[] labels;

  /**
   * Takes over both arrays: do not change them afterwards.
   *
   * @param info their shape and classes
   * @param pixels {@code [n, height · width]}, unsigned: 0 is background, 255 ink
   * @param labels {@code [n]}, from 0 to the number of classes, exclusive
   * @throws IllegalArgumentException if the sizes do not fit or a label is out of range
   */
  public Digits(DatasetInfo info, byte[] pixels, int[] labels) {
    if (pixels.length != labels.length * (long) info.pixels()) {
      throw new IllegalArgumentException(
          "%d pixels do not make %d images of %d"
              .formatted(pixels.length, labels.length, info.pixels()));
    }
    for (int label : labels) {
      if (label < 0 || label >= info.classes().size()) {
        throw new IllegalArgumentException(
            "label %d is not 0 to %d".formatted(label, info.classes().size() - 1));
      }
    }
    this.info = info;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Returns what the images have in common. */
  public DatasetInfo info() {
    return info;
  }

  /** Returns the number of images. */
  public int size() {
    return labels.length;
  }

  /** Returns the label of an image: the index of its class. */
  public int label(int index) {
    return labels[index];
  }

  /** Returns a copy of an image's pixels, unsigned, row by row. */
  public byte[] image(int index) {
    return Arrays.copyOfRange(pixels, index * info.pixels(), (index + 1) * info.pixels());
  }

  /** Returns whether two images have the same pixels and the same label. */
  boolean isSame(int one, int other) {
    int n = info.pixels();
    return labels[one] == labels[other]
        && Arrays.equals(pixels, one * n, (one + 1) * n, pixels, other * n, (other + 1) * n);
  }

  /** Writes an image's pixels, each divided by 255 and so in [0, 1], from an offset on. */
  public void copyScaled(int index, float[] target, int offset) {
    int n = info.pixels();
    int from = index * n;
    for (int i = 0; i < n; i++) {
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

  /** Returns the mean of the pixels of at most a thousand images, evenly chosen, in [0, 1]. */
  public double mean() {
    int step = 1 + (size() - 1) / 1000;
    long sum = 0;
    long count = 0;
    for (int image = 0; image < size(); image += step) {
      for (int i = image * info.pixels(); i < (image + 1) * info.pixels(); i++) {
        sum += pixels[i] & 0xFF;
      }
      count += info.pixels();
    }
    return count == 0 ? 0 : sum / (255.0 * count);
  }

  /** Returns the share of pixels above 0 of at most a thousand images, evenly chosen, in [0, 1]. */
  public double density() {
    int step = 1 + (size() - 1) / 1000;
    long inked = 0;
    long count = 0;
    for (int image = 0; image < size(); image += step) {
      for (int i = image * info.pixels(); i < (image + 1) * info.pixels(); i++) {
        inked += pixels[i] != 0 ? 1 : 0;
      }
      count += info.pixels();
    }
    return count == 0 ? 0 : inked / (double) count;
  }

  /** Returns how many images each class has, in the order of the classes. */
  public int[] classCounts() {
    int[] counts = new int[info.classes().size()];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** Returns a copy of the images from an index on, up to another, exclusive. */
  public Digits slice(int from, int to) {
    return new Digits(
        info,
        Arrays.copyOfRange(pixels, from * info.pixels(), to * info.pixels()),
        Arrays.copyOfRange(labels, from, to));
  }

  /** Returns a copy of some images, in the order of their indices. */
  public Digits at(int... indices) {
    int n = info.pixels();
    byte[] chosen = new byte[indices.length * n];
    int[] theirs = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * n, chosen, i * n, n);
      theirs[i] = labels[indices[i]];
    }
    return new Digits(info, chosen, theirs);
  }

  /**
   * Returns a copy of these images and, behind them, of others with the same classes and shape.
   *
   * @throws IllegalArgumentException if the others are of another kind
   */
  public Digits followedBy(Digits others) {
    if (!info.equals(others.info)) {
      throw new IllegalArgumentException("images of another kind");
    }
    byte[] all = Arrays.copyOf(pixels, pixels.length + others.pixels.length);
    System.arraycopy(others.pixels, 0, all, pixels.length, others.pixels.length);
    int[] theirs = Arrays.copyOf(labels, labels.length + others.labels.length);
    System.arraycopy(others.labels, 0, theirs, labels.length, others.labels.length);
    return new Digits(info, all, theirs);
  }

  /**
   * Returns the same images with the labels that their classes have in another data set.
   *
   * @param source what messages call the images
   * @throws DataException if they have another shape, or a class that it does not have
   */
  public Digits relabelled(DatasetInfo other, String source) {
    if (other.width() != info.width() || other.height() != info.height()) {
      throw new DataException(
          "%s has images of %s pixels, but the model takes %s."
              .formatted(source, info.shape(), other.shape()));
    }
    int[] indices = new int[info.classes().size()];
    for (int label = 0; label < indices.length; label++) {
      indices[label] = other.classes().indexOf(info.name(label));
    }
    int[] theirs = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      theirs[i] = indices[labels[i]];
      if (theirs[i] < 0) {
        throw new DataException(
            "%s has images of class \"%s\", which the model does not know; it knows %s."
                .formatted(source, info.name(labels[i]), String.join(", ", other.classes())));
      }
    }
    return new Digits(other, pixels, theirs);
  }

  /** Returns all pixels, {@code [n, height · width]}, unsigned; shared: do not write into it. */
  public byte[] pixels() {
    return pixels;
  }

  /** Returns all labels, {@code [n]}; shared: do not write into it. */
  public int[] labels() {
    return labels;
  }
}
