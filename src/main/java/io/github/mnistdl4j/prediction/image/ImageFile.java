package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.Digits;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * Files with one image or many: a picture, which is brought to MNIST's form, or an IDX or CSV file,
 * whose images have it already; IDX and CSV may be packed with gzip. Files with many images are
 * read one image at a time, however large they are. Safe to use from several threads.
 */
public final class ImageFile {
  private static final int BUFFER = 1 << 16;
  private static final int IDX_IMAGES = 0x0803;
  private static final int IDX = 0x08; // the first three bytes: unsigned bytes follow

  /** What is done with each image. */
  public interface Receiver {
    /**
     * Takes an image.
     *
     * @param index from 0 in a file that can have many; empty for a picture
     * @param pixels {@code [784]} the network's input
     * @return whether the next one is wanted
     */
    boolean accept(OptionalLong index, float[] pixels);
  }

  private ImageFile() {}

  /**
   * Reads all images of a file, whose kind its first bytes tell. Does not close the stream.
   *
   * @throws ImageException if it is none of these kinds, damaged or has no ink; images before the
   *     damage have been given
   * @throws IOException if the stream cannot be read
   */
  public static void read(InputStream in, Receiver receiver) throws IOException {
    try {
      readPacked(new BufferedInputStream(in, BUFFER), receiver);
    } catch (EOFException e) {
      throw new ImageException("is truncated: its gzip data end too early", e);
    }
  }

  private static void readPacked(InputStream in, Receiver receiver) throws IOException {
    InputStream file = in;
    byte[] start = peek(file);
    if ((start[0] & 0xFF) == 0x1f && (start[1] & 0xFF) == 0x8b) {
      file = new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER);
      start = peek(file);
    }
    if (start[0] == 0 && start[1] == 0 && start[2] == IDX) {
      readIdx(new DataInputStream(file), receiver);
    } else if (looksLikeCsv(start)) {
      readCsv(file, receiver);
    } else {
      receiver.accept(OptionalLong.empty(), DigitImage.preprocess(Images.read(file)));
    }
  }

  private static byte[] peek(InputStream in) throws IOException {
    in.mark(8);
    byte[] start = Arrays.copyOf(in.readNBytes(5), 5);
    in.reset();
    return start;
  }

  /** Numbers, or the names of columns that Kaggle's files begin with; or UTF-8's mark. */
  private static boolean looksLikeCsv(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    return text.matches("(?s)\uFEFF.*|label|pixel|\"labe|\"pixe|\"?[0-9]{1,3}[\",. \t].*");
  }

  private static void readIdx(DataInputStream in, Receiver receiver) throws IOException {
    byte[] header = in.readNBytes(16);
    int[] numbers = new int[4];
    ByteBuffer.wrap(Arrays.copyOf(header, 16)).asIntBuffer().get(numbers);
    if (numbers[0] != IDX_IMAGES) {
      throw new ImageException("is an IDX file of labels or other data, not of images");
    }
    if (numbers[2] != Digits.SIDE || numbers[3] != Digits.SIDE) {
      throw new ImageException(
          "is an IDX file of images of %d × %d pixels; only %d × %d can be used"
              .formatted(numbers[2], numbers[3], Digits.SIDE, Digits.SIDE));
    }
    long promised = Integer.toUnsignedLong(numbers[1]);
    byte[] image = new byte[Digits.PIXELS];
    for (long index = 0; index < promised; index++) {
      if (in.readNBytes(image, 0, image.length) < image.length) {
        throw new ImageException(
            "is truncated: its header promises %d images, but it ends after %d"
                .formatted(promised, index));
      }
      if (!receiver.accept(OptionalLong.of(index), scaled(image))) {
        return;
      }
    }
  }

  private static float[] scaled(byte[] image) {
    float[] pixels = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      pixels[i] = (image[i] & 0xFF) / 255f;
    }
    return pixels;
  }

  private static void readCsv(InputStream in, Receiver receiver) throws IOException {
    CsvLines lines = new CsvLines(in);
    long index = 0;
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      String line = next.get();
      boolean header = lines.number() == 1 && !line.matches("\uFEFF?[\"\\s]*[0-9].*");
      if (header || line.isBlank()) {
        continue;
      }
      if (!receiver.accept(
          OptionalLong.of(index++), CsvRow.pixels(line, "line " + lines.number()))) {
        return;
      }
    }
    if (index == 0) {
      throw new ImageException("has no images: it needs 784 pixels a line, or a label and them");
    }
  }
}
