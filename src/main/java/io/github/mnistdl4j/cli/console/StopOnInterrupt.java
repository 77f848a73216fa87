package io.github.mnistdl4j.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and gives the current work time to save its
 * results before the process ends.
 */
public final class StopOnInterrupt implements BooleanSupplier, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop-on-interrupt");

  /** Lets the process last until {@link #close}, even after Ctrl-C. */
  public void listen() {
    Runtime.getRuntime().addShutdownHook(hook);
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
      boolean saved = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
    if (!getAsBoolean()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process is ending, with nothing left to save
      }
    }
  }
}
