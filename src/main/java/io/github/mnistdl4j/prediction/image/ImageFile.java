package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.CsvImages;
import io.github.mnistdl4j.data.CsvReader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.FormatException;
import io.github.mnistdl4j.data.IdxHeader;
import io.github.mnistdl4j.data.IdxReader;
import io.github.mnistdl4j.files.Gzip;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.Images;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.io.function.IOSupplier;

/**
 * Files with one image or many: a picture, or an IDX or CSV file, whose images have it already; IDX
 * and CSV may be packed with gzip. Files with many images are read one image at a time, however
 * large they are. Safe to use from several threads.
 */
final class ImageFile {
  private static final int BUFFER = 1 << 16;
  private static final int START = 512;

  /** Takes what a file has. */
  interface Receiver {
    /** Takes an image of a file that can have many; returns whether the next one is wanted. */
    boolean onImage(long index, float[] pixels);

    /** Takes a picture. */
    void onPicture(DecodedImage picture);

    /** Takes what was taken for granted, a clause behind the file's name. */
    void onNote(String note);
  }

  private ImageFile() {}

  /**
   * Reads all images of a file, whose kind its first bytes tell. Does not close the stream.
   *
   * @param images what pictures are brought to, and the others must be
   * @throws ImageException if it is none of these kinds, or damaged; images before the damage have
   *     been given
   * @throws IOException if the stream cannot be read
   */
  static void read(InputStream in, DatasetInfo images, Receiver receiver) throws IOException {
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
      IdxReader idx = new IdxReader(in, images);
      giveAll(idx::next, receiver);
    } else if (CsvReader.begins(start)) {
      giveAll(new CsvImages(in, images, receiver::onNote)::next, receiver);
    } else {
      receiver.onPicture(Images.decode(in));
    }
  }

  private static void giveAll(IOSupplier<Optional<byte[]>> images, Receiver receiver)
      throws IOException {
    long index = 0;
    for (Optional<byte[]> image = images.get(); image.isPresent(); image = images.get()) {
      if (!receiver.onImage(index++, Digits.scaled(image.get()))) {
        return;
      }
    }
  }
}
