package io.github.mnistdl4j.data;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a file in MNIST's format begins (yann.lecun.com/exdb/mnist): four big-endian numbers for
 * images, the first two of them for labels. One unsigned byte per pixel or label follows.
 *
 * @param magic what the file holds
 * @param count number of images or labels, unsigned
 * @param rows height of an image
 * @param columns width of an image
 */
public record IdxHeader(int magic, int count, int rows, int columns) {
  /** Bytes in front of the first image. */
  public static final int IMAGES_BYTES = 16;

  static final int LABELS_BYTES = 8;
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;

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

  /** Returns what keeps a file of this header from being used, as a clause behind its name. */
  public Optional<String> problem(boolean images) {
    int expected = images ? IMAGES : LABELS;
    if (magic == IMAGES + LABELS - expected) {
      return Optional.of(
          "holds %s: is it the wrong file, or are two swapped?"
              .formatted(images ? "labels, not images" : "images, not labels"));
    }
    if (magic != expected) {
      return Optional.of(
          "is not an IDX file of %s: it starts with the number 0x%08x, not 0x%08x"
              .formatted(images ? "images" : "labels", magic, expected));
    }
    return images && (rows != DatasetInfo.MNIST.width() || columns != DatasetInfo.MNIST.width())
        ? Optional.of(
            "holds images of %d × %d pixels, but only %d × %3$d can be used"
                .formatted(rows, columns, DatasetInfo.MNIST.width()))
        : Optional.empty();
  }
}
