package io.github.mnistdl4j.cli.console;

import com.google.gson.JsonObject;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Formats a record as a JSON object on a line, unless its message is one already. */
final class JsonFormatter extends Formatter {
  /** What writes objects itself. */
  private static final String ACCESS = "access";

  @Override
  public String format(LogRecord record) {
    if (ACCESS.equals(record.getLoggerName())) {
      return record.getMessage() + "\n";
    }
    JsonObject line = new JsonObject();
    line.addProperty("time", record.getInstant().toString());
    line.addProperty("logger", record.getLoggerName());
    line.addProperty("level", record.getLevel().getName());
    line.addProperty("message", formatMessage(record));
    if (record.getThrown() != null) {
      line.addProperty("thrown", record.getThrown().toString());
    }
    return line + "\n";
  }
}
