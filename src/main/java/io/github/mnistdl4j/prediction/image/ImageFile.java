package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.CsvImages;
import io.github.mnistdl4j.data.CsvReader;
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
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.commons.io.function.IOSupplier;

/**
 * Files with one image or many: a picture, which is brought to MNIST's form, or an IDX or CSV file,
 * whose images have it already; IDX and CSV may be packed with gzip. Files with many images are
 * read one image at a time, however large they are. Safe to use from several threads.
 */
final class ImageFile {
  private static final int BUFFER = 1 << 16;
  private static final int START = 512;

  private ImageFile() {}

  /**
   * Reads all images of a file, whose kind its first bytes tell. Does not close the stream.
   *
   * @param images what pictures are brought to, and the others must be
   * @param receiver takes an image as {@link ImageSources.Visitor#onImage} does; returns whether
   *     the next one is wanted
   * @param note receives what was taken for granted, a clause behind the file's name
   * @throws ImageException if it is none of these kinds, damaged or has no ink; images before the
   *     damage have been given
   * @throws IOException if the stream cannot be read
   */
  static void read(
      InputStream in,
      DatasetInfo images,
      BiPredicate<OptionalLong, float[]> receiver,
      Consumer<String> note)
      throws IOException {
    try {
      readUnpacked(new BufferedInputStream(Gzip.unpacked(in), BUFFER), images, receiver, note);
    } catch (FormatException e) {
      throw new ImageException(String.valueOf(e.getMessage()), e);
    } catch (EOFException e) {
      throw new ImageException("is truncated: its gzip data end too early", e);
    }
  }

  private static void readUnpacked(
      InputStream in,
      DatasetInfo images,
      BiPredicate<OptionalLong, float[]> receiver,
      Consumer<String> note)
      throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    if (IdxHeader.begins(start)) {
      IdxReader idx = new IdxReader(in, images);
      giveAll(idx::next, receiver);
    } else if (CsvReader.begins(start)) {
      giveAll(new CsvImages(in, images, note)::next, receiver);
    } else {
      float[] pixels = PreparedImage.of(Images.read(in), images);
      boolean unused = receiver.test(OptionalLong.empty(), pixels);
    }
  }

  private static void giveAll(
      IOSupplier<Optional<byte[]>> images, BiPredicate<OptionalLong, float[]> receiver)
      throws IOException {
    long index = 0;
    for (Optional<byte[]> image = images.get(); image.isPresent(); image = images.get()) {
      if (!receiver.test(OptionalLong.of(index++), Digits.scaled(image.get()))) {
        return;
      }
    }
  }
}
