package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.run.RepetitionResult;
import io.github.mnistdl4j.run.RepetitionResult.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Prints how a repeated run compares with the original, which is called {@code run}. */
public record RepetitionReport(Console console, Path run, RepetitionResult comparison) {
  private static final int COLUMN = 29;
  private static final String ROW = "%-17s  %-" + COLUMN + "s  %s";

  /** Prints whether the results are the same, how far they differ, and the table. */
  public int print() {
    console.say("");
    if (comparison.same()) {
      console.result("The result is the same as that of %s, to the last bit.".formatted(run));
      console.say("");
      table().forEach(console::say);
      return ExitCode.OK;
    }
    console.result("The result differs from that of %s:".formatted(run));
    differences().forEach(line -> console.result("  " + line));
    console.result(reason());
    console.say("");
    table().forEach(console::result);
    return ExitCode.SOFTWARE;
  }

  private String reason() {
    return comparison.surroundings().stream().allMatch(Row::same)
        ? "Configuration, data and environment are identical, so the results should be too. Please"
            + " report this, with the provenance.json of both runs."
        : "The environment differs: see the rows that are not \"same\".";
  }

  private List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (Row row : comparison.results()) {
      boolean number = row.name().endsWith("loss") || row.name().endsWith("accuracy");
      if (number && !row.same() && !row.then().isBlank() && !row.now().isBlank()) {
        double difference = Double.parseDouble(row.now()) - Double.parseDouble(row.then());
        lines.add("the %s by %+.2g".formatted(row.name(), difference));
      }
    }
    comparison
        .parameters()
        .ifPresentOrElse(
            largest -> lines.add("the parameters by at most %.2g".formatted(largest)),
            () -> lines.add("the parameters; the run's model.zip is not there to say how far"));
    return lines;
  }

  /** Returns a row per property: its value then, and now unless that is the same. */
  private List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("", "then", "now"));
    comparison.results().forEach(row -> add(row, lines));
    comparison.surroundings().forEach(row -> add(row, lines));
    return lines;
  }

  /** Long texts go on in the next line. */
  private static void add(Row row, List<String> lines) {
    String now = row.same() ? "same" : told(row.now());
    String then = told(row.then());
    for (int at = 0; at < Math.max(then.length(), now.length()); at += COLUMN) {
      String name = at == 0 ? row.name() : "";
      lines.add(ROW.formatted(name, cell(then, at), cell(now, at)).stripTrailing());
    }
  }

  private static String told(String value) {
    return value.isBlank() ? "-" : value;
  }

  private static String cell(String text, int at) {
    return text.substring(Math.min(at, text.length()), Math.min(at + COLUMN, text.length()));
  }
}
