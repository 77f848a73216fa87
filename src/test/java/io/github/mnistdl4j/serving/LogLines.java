package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a logger is told, in place of what it would print. */
final class LogLines extends Handler implements AutoCloseable {
  private static final long PATIENCE_MINUTES = 10;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Logger logger;

  LogLines(String name) {
    logger = Logger.getLogger(name);
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /** Waits for the next line. */
  String next() throws InterruptedException {
    String line = lines.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
    assertThat(line).as("a line of the log").isNotNull();
    return line;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(record.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
