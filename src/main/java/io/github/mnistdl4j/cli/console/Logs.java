package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.run.RunException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the libraries' log off the console and writes it to the run's {@code train.log}. Records
 * from before there is a run are kept for it.
 */
public final class Logs extends Handler {
  private static final int MAX_KEPT = 1000;
  private static final Logger LIBRARIES = Logger.getLogger("org");
  private static final Logs CAPTURED = new Logs();

  private final List<LogRecord> kept = new ArrayList<>();

  private Logs() {}

  /** Stops the libraries from logging to the console. */
  public static void capture() {
    LogManager.getLogManager().reset();
    LogManager.getLogManager().getLogger("").addHandler(CAPTURED);
  }

  /** Writes the kept records and all later ones to a file. */
  public static void writeTo(Path file) {
    try {
      show(
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          new LineFormatter());
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    }
  }

  /** Writes this program's records, and the libraries' warnings, to a stream. */
  public static void showOwn(OutputStream out) {
    showOwn(out, new LineFormatter());
  }

  /** Writes the same as {@link #showOwn}, each record as a JSON object on a line of its own. */
  public static void showOwnAsJson(OutputStream out) {
    showOwn(out, new JsonFormatter());
  }

  private static void showOwn(OutputStream out, Formatter formatter) {
    LIBRARIES.setLevel(Level.WARNING);
    show(out, formatter);
  }

  private static void show(OutputStream out, Formatter formatter) {
    Handler handler = new FlushingHandler(out, formatter);
    CAPTURED.drainTo(handler);
    LogManager.getLogManager().getLogger("").addHandler(handler);
    LogManager.getLogManager().getLogger("").removeHandler(CAPTURED);
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (kept.size() < MAX_KEPT) {
      kept.add(record);
    }
  }

  private synchronized void drainTo(Handler handler) {
    kept.forEach(handler::publish);
    kept.clear();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Writes one line per record at once, since the process may be killed. */
  private static final class FlushingHandler extends StreamHandler {
    FlushingHandler(OutputStream out, Formatter formatter) {
      super(out, formatter);
      setErrorManager(
          new ErrorManager() { // training continues, and a stack trace would help nobody
            @Override
            public void error(@Nullable String message, @Nullable Exception e, int code) {}
          });
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }
  }

  private static final class LineFormatter extends Formatter {
    @Override
    public String format(LogRecord record) {
      String thrown = record.getThrown() == null ? "" : " (" + record.getThrown() + ")";
      return "%s %s %s - %s%s%n"
          .formatted(
              record.getInstant(),
              record.getLevel(),
              record.getLoggerName(),
              formatMessage(record),
              thrown);
    }
  }
}
