package io.github.mnistdl4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.mnistdl4j.MnistDl4jException;
import java.time.Duration;
import java.util.regex.Pattern;

/** What every reader owes its user, whatever the input: a value, or an error of our own, soon. */
public final class Survival {
  /** So long that only a reader that hangs needs it, even on a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** More than this tells nobody anything. */
  private static final int LONGEST_MESSAGE = 100_000;

  private static final Pattern TEXT = Pattern.compile("[\\P{Cntrl}\\r\\n]+");

  /** Reads the input. */
  @FunctionalInterface
  public interface Reader {
    void read() throws Exception;
  }

  private Survival() {}

  /** Whether the reader accepts its input; fails if it neither accepts nor properly rejects it. */
  public static boolean accepts(Reader reader) {
    return assertTimeoutPreemptively(LIMIT, () -> acceptsInTime(reader));
  }

  private static boolean acceptsInTime(Reader reader) throws Exception {
    try {
      reader.read();
      return true;
    } catch (MnistDl4jException e) {
      assertThat(e.getMessage().length()).isBetween(20, LONGEST_MESSAGE);
      assertThat(e.getMessage()).matches(TEXT);
      return false;
    }
  }
}
