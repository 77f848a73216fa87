package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.CsvReader;
import io.github.mnistdl4j.data.IdxHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** The kind of file that an input consists of. */
enum InputKind {
  /** One IDX file of images. */
  IDX,
  /** PNG, JPEG, GIF and BMP files. */
  PICTURES,
  /** The pixels of an image per line, with or without a label in front. */
  CSV,
  /** A column of pixels, or a column for each pixel. */
  PARQUET;

  /**
   * Detects the kind of a file by its first bytes.
   *
   * @throws ScoreException if it cannot be read or is compressed
   */
  static InputKind of(Storage storage, Path file) {
    byte[] start;
    try (FSDataInputStream in = storage.open(file)) {
      start = in.readNBytes(5);
    } catch (IOException e) {
      throw ScoreException.cannotRead(file, e);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    boolean packed = text.startsWith("\u001f\u008b");
    if (packed && !file.getName().endsWith(".csv.gz")) {
      throw new ScoreException(
          "%s is packed with gzip, so that it cannot be read in parts. Unpack it first: gzip -dk %s"
              .formatted(file, file.getName()));
    }
    if (IdxHeader.begins(start)) {
      return IDX;
    }
    if (text.startsWith("PAR1")) {
      return PARQUET;
    }
    return packed || CsvReader.begins(start) ? CSV : PICTURES;
  }
}
