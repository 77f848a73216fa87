package io.github.mnistdl4j.data;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a file in MNIST's format begins (yann.lecun.com/exdb/mnist): a number that tells what
 * follows, and big-endian sizes: three of images, one of labels, two of QMNIST's labels, whose
 * items are several whole numbers. One unsigned byte per pixel or label follows, or four bytes per
 * number.
 *
 * @param magic what the file holds
 * @param count number of images or labels, unsigned
 * @param rows height of an image, or how many numbers QMNIST has for one
 * @param columns width of an image
 */
public record IdxHeader(int magic, int count, int rows, int columns) {
  /** Bytes in front of the first image. */
  public static final int IMAGES_BYTES = 16;

  static final int LABELS_BYTES = 8;
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;
  private static final int NUMBERS = 0x0C02;

  /** Reads a header from the start of a file; bytes that are missing count as zeros. */
  public static IdxHeader of(byte[] start) {
    IntBuffer numbers = ByteBuffer.wrap(Arrays.copyOf(start, IMAGES_BYTES)).asIntBuffer();
    return new IdxHeader(numbers.get(), numbers.get(), numbers.get(), numbers.get());
  }

  /** Returns whether a file that starts like this is an IDX file of unsigned bytes. */
  public static boolean begins(byte[] start) {
    return of(start).magic >>> 8 == IMAGES >>> 8;
  }

  /** Returns the number of images or labels that the header promises. */
  public long items() {
    return Integer.toUnsignedLong(count);
  }

  /** Returns the number of bytes in front of the first image or label. */
  public int bytes() {
    return magic == IMAGES ? IMAGES_BYTES : magic == NUMBERS ? 12 : LABELS_BYTES;
  }

  /** Returns the number of bytes of an image or a label. */
  public long itemBytes() {
    return magic == IMAGES ? (long) rows * columns : magic == NUMBERS ? 4L * rows : 1;
  }

  /** Returns what keeps a file of this header from being used, as a clause behind its name. */
  public Optional<String> problem(boolean images) {
    int expected = images ? IMAGES : LABELS;
    if (magic == IMAGES + LABELS - expected) {
      return Optional.of(
          "holds %s: is it the wrong file, or are two swapped?"
              .formatted(images ? "labels, not images" : "images, not labels"));
    }
    if (magic != expected && (images || magic != NUMBERS)) {
      return Optional.of(
          "is not an IDX file of %s: it starts with the number 0x%08x, not 0x%08x"
              .formatted(images ? "images" : "labels", magic, expected));
    }
    if (images && !(isSide(rows) && isSide(columns))) {
      return Optional.of(
          "holds images of %s, but only those of %d × %2$d to %d × %3$d can be used"
              .formatted(shape(), DatasetInfo.MIN_SIDE, DatasetInfo.MAX_SIDE));
    }
    return magic == NUMBERS && (rows < 1 || rows > DatasetInfo.MAX_SIDE)
        ? Optional.of("holds %d numbers per label; 1 to 128 can be used".formatted(rows))
        : Optional.empty();
  }

  private static boolean isSide(int pixels) {
    return pixels >= DatasetInfo.MIN_SIDE && pixels <= DatasetInfo.MAX_SIDE;
  }

  /** Returns the images' shape in words: rows, then columns. */
  public String shape() {
    return "%d × %d pixels".formatted(rows, columns);
  }
}
