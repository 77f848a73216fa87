package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.MnistDl4jException;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Thrown if images cannot be scored as asked; the message says what to do. */
public final class ScoreException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  ScoreException(String message) {
    super(message);
  }

  private ScoreException(String message, Throwable cause) {
    super(message, cause);
  }

  static ScoreException cannotRead(Path file, IOException cause) {
    return new ScoreException("Cannot read %s: %s.".formatted(file, cause.getMessage()), cause);
  }

  static ScoreException cannotWrite(Path file, IOException cause) {
    return new ScoreException(
        "Cannot write %s: %s. Check its rights and the free space, or choose another --output."
            .formatted(file, cause.getMessage()),
        cause);
  }
}
