package io.github.mnistdl4j.interop.dense;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a file begins, which tells its format: names do not.
 *
 * @param bytes the first {@value #LENGTH} or all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ModelStart(Path file, byte[] bytes) {
  private static final int LENGTH = 512;

  /** What is read is held in memory; the largest network here with its optimizer's state. */
  public static final int MOST_BYTES = 1 << 30;

  /**
   * Reads the first bytes.
   *
   * @throws InteropException if there is no such file, or it is larger than 1 GiB
   */
  public static ModelStart of(Path file) {
    if (!Files.isRegularFile(file)) {
      String problem = Files.isDirectory(file) ? "is a folder, not a file" : "does not exist";
      throw new InteropException("%s %s.".formatted(file, problem));
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > MOST_BYTES) {
        throw new InteropException("%s is larger than 1 GiB.".formatted(file));
      }
      return new ModelStart(file, in.readNBytes(LENGTH));
    } catch (IOException e) {
      throw InteropException.cannotRead(file, e);
    }
  }

  /** Returns whether it is a zip file, which the formats of Keras 3 and Deeplearning4j are. */
  public boolean isZip() {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K';
  }

  /** Returns whether it is JSON, which a model of TensorFlow.js is. */
  public boolean isJson() {
    return text().startsWith("{");
  }

  private String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1).strip();
  }

  /** Returns what it is, of the kinds of file that people take for a model. */
  public String kind() {
    String text = text();
    if (text.isEmpty()) {
      return "empty";
    }
    if (text.startsWith("version https://git-lfs")) {
      return "a pointer of Git LFS in place of the file (\"git lfs pull\" fetches it)";
    }
    if (text.regionMatches(true, 0, "<!doctype", 0, 9) || text.startsWith("<")) {
      return "a web page (download the file itself)";
    }
    if (isJson()) {
      return text.contains("\"graph-model\"")
          ? "a graph model of TensorFlow.js, which has operations in place of layers"
          : "JSON";
    }
    return bytes[0] == (byte) 0x80 ? "a pickle, which is never opened" : "neither zip nor HDF5";
  }
}
