package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.cli.console.Console;
import java.util.Locale;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param topic the thing, in a word or two
 * @param found its state
 * @param advice what to do, one line or more; empty: nothing
 */
record DoctorFinding(Level level, String topic, String found, String advice) {

  /** How bad it is. */
  enum Level {
    OK("green"),
    /** Training works, but not as well as it could. */
    WARNING("yellow"),
    /** Training does not work. */
    PROBLEM("red");

    final String color;

    Level(String color) {
      this.color = color;
    }
  }

  static DoctorFinding ok(String topic, String found) {
    return new DoctorFinding(Level.OK, topic, found, "");
  }

  static DoctorFinding warning(String topic, String found, String advice) {
    return new DoctorFinding(Level.WARNING, topic, found, advice);
  }

  static DoctorFinding problem(String topic, String found, String advice) {
    return new DoctorFinding(Level.PROBLEM, topic, found, advice);
  }

  /** Reports an error that training would end with; all but its first line is the advice. */
  static DoctorFinding problem(String topic, MnistDl4jException e) {
    String[] parts = String.valueOf(e.getMessage()).split("\\R", 2);
    return problem(topic, parts[0], parts.length > 1 ? parts[1] : "");
  }

  /** Returns a number of bytes in words. */
  static String bytes(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    return mebibytes < 1024
        ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
  }

  /** Returns the finding for programs. */
  JsonDocument document() {
    return new JsonDocument()
        .with("level", level.name().toLowerCase(Locale.ROOT))
        .with("topic", topic)
        .with("found", found)
        .with("advice", advice);
  }

  /** Prints the finding; a quiet console prints only what is wrong. */
  void print(Console console) {
    String word = level.name().toLowerCase(Locale.ROOT);
    String line =
        "%s%s  %-13s  %s"
            .formatted(
                console.styled("bold,fg(" + level.color + ")", word),
                " ".repeat("problem".length() - word.length()),
                topic,
                found);
    if (level == Level.OK) {
      console.say(line);
    } else {
      console.result(line);
      advice.lines().forEach(each -> console.result(" ".repeat(24) + each.strip()));
    }
  }
}
