package io.github.mnistdl4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.MnistDl4jException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What every reader owes its user, whatever the input: a value, or an error of our own, soon. */
public final class Survival {
  /** CPU time, which does not depend on how busy the machine is, that no reader should need. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

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
    FutureTask<Boolean> reading = new FutureTask<>(() -> acceptsOrRejects(reader));
    Thread thread = new Thread(reading, "reader");
    thread.setDaemon(true);
    thread.start();
    while (true) {
      try {
        return reading.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
        assertThat(Duration.ofNanos(nanos)).as("CPU time").isLessThan(LIMIT);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean acceptsOrRejects(Reader reader) throws Exception {
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
