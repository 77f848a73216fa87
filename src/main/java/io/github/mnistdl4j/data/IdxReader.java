package io.github.mnistdl4j.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the images of an IDX file one at a time, however large it is. Used by one thread. */
public final class IdxReader {
  private final InputStream in;
  private final int pixels;
  private final long images;
  private long next;

  /**
   * Reads the header of a file of images.
   *
   * @param expected the shape that the images must have
   * @throws FormatException if it is of something else, or of images that cannot be used
   */
  public IdxReader(InputStream in, DatasetInfo expected) throws IOException {
    IdxHeader header = IdxHeader.of(in.readNBytes(IdxHeader.IMAGES_BYTES));
    Optional<String> problem = header.problem(true);
    if (problem.isPresent()) {
      throw new FormatException(problem.get());
    }
    if (header.rows() != expected.height() || header.columns() != expected.width()) {
      throw new FormatException(
          "holds images of %s, but the model learned from %s"
              .formatted(header.shape(), expected.shape()));
    }
    this.in = in;
    this.pixels = expected.pixels();
    this.images = header.items();
  }

  /**
   * Reads an image, {@code [height · width]}, unsigned.
   *
   * @return empty after the last one
   * @throws FormatException if the file ends before
   */
  public Optional<byte[]> next() throws IOException {
    if (next == images) {
      return Optional.empty();
    }
    byte[] image = in.readNBytes(pixels);
    if (image.length < pixels) {
      throw new FormatException(
          "is truncated: its header promises %d images, but it ends after %d"
              .formatted(images, next));
    }
    next++;
    return Optional.of(image);
  }

  /** Reads the header of a file that has been checked. */
  public static IdxHeader header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return IdxHeader.of(in.readNBytes(IdxHeader.IMAGES_BYTES));
    }
  }

  /** Reads everything behind the header of a file that has been checked. */
  public static byte[] body(Path file, IdxHeader header) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(header.bytes());
      byte[] body = new byte[Math.toIntExact(Files.size(file) - header.bytes())];
      if (in.readNBytes(body, 0, body.length) < body.length) {
        throw new EOFException(file + " has become shorter");
      }
      return body;
    }
  }

  /** Reads the labels of a file that has been checked: bytes, or the first numbers of QMNIST's. */
  public static int[] labels(Path file) throws IOException {
    IdxHeader header = header(file);
    byte[] body = body(file, header);
    int step = Math.toIntExact(header.itemBytes());
    int[] labels = new int[body.length / step];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = step == 1 ? body[i] & 0xFF : ByteBuffer.wrap(body).getInt(i * step);
    }
    return labels;
  }
}
