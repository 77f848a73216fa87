package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.files.Gzip;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** Images as text: a label and the pixels of an image per line. */
public final class CsvFile {
  private CsvFile() {}

  /** What is read from an open file. */
  private interface CsvQuestion<T> {
    T from(CsvReader reader) throws IOException;
  }

  /**
   * Reads the training file and, if there is one, the test file of a configuration: once to see
   * what they are like, and once more for their images. Pixels become 0 to 255, rounded.
   *
   * @param note receives what was decided and is not obvious, one sentence at a time
   * @throws DataException naming file, line and column of the first mistake
   */
  public static TrainTest read(DataConfig config, Consumer<String> note) {
    Path train = config.trainCsv().orElseThrow();
    Map<String, String> sha256 = new LinkedHashMap<>();
    sha256.put(train.toString(), sha256(train));
    CsvLayout layout =
        read(train, in -> CsvLayout.of(CsvScan.of(in, config.labelColumn()), config, note));
    Digits images = read(train, layout::read);
    Optional<Path> test = config.testCsv();
    if (test.isEmpty()) {
      return new TrainTest(images, images.slice(0, 0), train.toString(), sha256);
    }
    sha256.put(test.get().toString(), sha256(test.get()));
    CsvLayout forTest =
        read(test.get(), in -> layout.forTest(CsvScan.of(in), config.labelColumn()));
    Digits testImages = read(test.get(), forTest::read);
    return new TrainTest(images, testImages, "%s and %s".formatted(train, test.get()), sha256);
  }

  private static <T> T read(Path path, CsvQuestion<T> reading) {
    try (InputStream in = Files.newInputStream(path)) {
      return reading.from(new CsvReader(Gzip.unpacked(in)));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
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
    } else if (e instanceof EOFException || e instanceof ZipException) {
      reason = "is damaged or cut off: its gzip data cannot be unpacked";
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
