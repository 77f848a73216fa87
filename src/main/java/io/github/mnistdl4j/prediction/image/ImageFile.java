package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.CsvReader;
import io.github.mnistdl4j.data.CsvRow;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.FormatException;
import io.github.mnistdl4j.data.IdxHeader;
import io.github.mnistdl4j.data.IdxReader;
import io.github.mnistdl4j.files.Gzip;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.io.function.IOSupplier;

/**
 * Files with one image or many: a picture, which is brought to MNIST's form, or an IDX or CSV file,
 * whose images have it already; IDX and CSV may be packed with gzip. Files with many images are
 * read one image at a time, however large they are. Safe to use from several threads.
 */
public final class ImageFile {
  private static final int BUFFER = 1 << 16;
  private static final int START = 5;

  /** What is done with each image. */
  public interface Receiver {
    /**
     * Takes an image.
     *
     * @param index from 0 in a file that can have many; empty for a picture
     * @param pixels {@code [height · width]} the network's input
     * @return whether the next one is wanted
     */
    boolean accept(OptionalLong index, float[] pixels);
  }

  private ImageFile() {}

  /**
   * Reads all images of a file, whose kind its first bytes tell. Does not close the stream.
   *
   * @param images what pictures are brought to, and the others must be
   * @throws ImageException if it is none of these kinds, damaged or has no ink; images before the
   *     damage have been given
   * @throws IOException if the stream cannot be read
   */
  public static void read(InputStream in, DatasetInfo images, Receiver receiver)
      throws IOException {
    try {
      readUnpacked(new BufferedInputStream(Gzip.unpacked(in), BUFFER), images, receiver);
    } catch (FormatException e) {
      throw new ImageException(String.valueOf(e.getMessage()), e);
    } catch (EOFException e) {
      throw new ImageException("is truncated: its gzip data end too early", e);
    }
  }

  private static void readUnpacked(InputStream in, DatasetInfo images, Receiver receiver)
      throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    if (IdxHeader.begins(start)) {
      IdxReader idx = new IdxReader(in);
      giveAll(idx::next, receiver);
    } else if (CsvReader.begins(start)) {
      CsvReader csv = new CsvReader(in);
      giveAll(() -> pixels(csv.next()), receiver);
    } else {
      receiver.accept(OptionalLong.empty(), PreparedImage.of(Images.read(in), images));
    }
  }

  private static Optional<byte[]> pixels(Optional<CsvRow> row) throws FormatException {
    return row.isPresent() ? Optional.of(row.get().pixels()) : Optional.empty();
  }

  private static void giveAll(IOSupplier<Optional<byte[]>> images, Receiver receiver)
      throws IOException {
    long index = 0;
    for (Optional<byte[]> image = images.get(); image.isPresent(); image = images.get()) {
      if (!receiver.accept(OptionalLong.of(index++), Digits.scaled(image.get()))) {
        return;
      }
    }
  }
}
