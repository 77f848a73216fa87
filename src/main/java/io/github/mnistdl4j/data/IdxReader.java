package io.github.mnistdl4j.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the images of an IDX file one at a time, however large it is. Used by one thread. */
public final class IdxReader {
  private final InputStream in;
  private final long images;
  private long next;

  /**
   * Reads the header of a file of images.
   *
   * @throws FormatException if it is of something else, or of images that cannot be used
   */
  public IdxReader(InputStream in) throws IOException {
    IdxHeader header = IdxHeader.of(in.readNBytes(IdxHeader.IMAGES_BYTES));
    Optional<String> problem = header.problem(true);
    if (problem.isPresent()) {
      throw new FormatException(problem.get());
    }
    this.in = in;
    this.images = header.items();
  }

  /**
   * Reads an image, {@code [784]}, unsigned.
   *
   * @return empty after the last one
   * @throws FormatException if the file ends before
   */
  public Optional<byte[]> next() throws IOException {
    if (next == images) {
      return Optional.empty();
    }
    byte[] image = in.readNBytes(DatasetInfo.MNIST.pixels());
    if (image.length < DatasetInfo.MNIST.pixels()) {
      throw new FormatException(
          "is truncated: its header promises %d images, but it ends after %d"
              .formatted(images, next));
    }
    next++;
    return Optional.of(image);
  }

  /** Reads everything behind the header of a file that has been checked. */
  public static byte[] body(Path file, IdxPart part) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(part.headerBytes());
      byte[] body = new byte[Math.toIntExact(Files.size(file) - part.headerBytes())];
      if (in.readNBytes(body, 0, body.length) < body.length) {
        throw new EOFException(file + " has become shorter");
      }
      return body;
    }
  }
}
