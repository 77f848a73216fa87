package io.github.mnistdl4j.cli.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and gives the current work time to save its
 * results before the process ends. Only then does it end, since the shutdown hooks of the JDK run
 * at once, and that of {@code java.util.logging} would lose what is logged meanwhile. Where signals
 * cannot be listened for, a shutdown hook does the same.
 */
public final class StopOnInterrupt implements BooleanSupplier, AutoCloseable {
  /** To save the results of a training, on a slow disk, too. */
  private static final Duration TO_SAVE = Duration.ofSeconds(60);

  private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop-on-interrupt");

  private final IntConsumer exit;
  private final List<Runnable> listening = new ArrayList<>();
  private volatile Duration patience = TO_SAVE;

  /** What the process ends with once the work is saved; 0: nothing has asked it to end. */
  private volatile int exitCode;

  /** Makes one that does not end the process. */
  public StopOnInterrupt() {
    this(exitCode -> {});
  }

  /**
   * Makes one that ends the process once its work is saved.
   *
   * @param exit ends it with an exit code
   */
  public StopOnInterrupt(IntConsumer exit) {
    this.exit = exit;
  }

  /** Lets the process last until {@link #close}, even after Ctrl-C: then for a minute at most. */
  public void listen() {
    listen(Duration.ZERO);
  }

  /**
   * Lets the process last until {@link #close}, even after Ctrl-C.
   *
   * @param toEnd how long the work may take after Ctrl-C, besides a minute to save its results
   */
  public void listen(Duration toEnd) {
    patience = TO_SAVE.plus(toEnd);
    Runtime.getRuntime().addShutdownHook(hook);
    EXIT_CODES.forEach(
        (signal, code) -> listening.add(SignalListener.listen(signal, () -> stop(code))));
  }

  private void stop(int code) {
    exitCode = code;
    stop();
    exit.accept(code);
  }

  /** Returns whether the work is to stop. */
  @Override
  public boolean getAsBoolean() {
    return requested.getCount() == 0;
  }

  /** Waits for the request to stop. */
  public void await() throws InterruptedException {
    requested.await();
  }

  private void stop() {
    requested.countDown();
    try {
      boolean saved = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!saved) {
        System.err.println("Gave up waiting: the last results may not be saved.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process end: the work is saved and reported. */
  @Override
  public void close() {
    done.countDown();
    if (exitCode != 0) {
      exit.accept(exitCode);
    }
    listening.forEach(Runnable::run);
    if (!getAsBoolean()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process is ending, with nothing left to save
      }
    }
  }
}
