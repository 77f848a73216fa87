package io.github.mnistdl4j.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** One split as text: a label and 784 pixels per line, as Kaggle has them. */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Reads all images of a file.
   *
   * @throws DataException naming file, line and column of the first mistake
   */
  public static Digits read(Path path) {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    IntStream.Builder labels = IntStream.builder();
    try (InputStream in = Files.newInputStream(path)) {
      CsvReader reader = new CsvReader(in);
      for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        labels.add(row.get().digit());
        pixels.writeBytes(row.get().pixels());
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return new Digits(DatasetInfo.MNIST, pixels.toByteArray(), labels.build().toArray());
  }

  /** Returns the SHA-256 of the file as it is, 64 lower-case hexadecimal digits. */
  public static String sha256(Path path) {
    try {
      return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static DataException unreadable(Path path, IOException e) {
    String reason = "cannot be read: " + e.getMessage();
    if (e instanceof FormatException) {
      reason = String.valueOf(e.getMessage());
    } else if (e instanceof NoSuchFileException) {
      reason = "does not exist; say where it is with --set data.train-csv=… or data.test-csv=…";
    } else if (Files.isDirectory(path)) {
      reason = "is a directory, not a CSV file";
    } else if (e instanceof AccessDeniedException) {
      reason = "cannot be read: permission denied";
    }
    return new DataException(path + " " + reason, e);
  }
}
