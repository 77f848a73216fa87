package io.github.mnistdl4j.cli;

import static java.util.stream.Collectors.joining;

import io.github.mnistdl4j.cli.DoctorFinding.Level;
import io.github.mnistdl4j.cli.console.Console;
import java.util.List;
import java.util.Locale;

/** A page of findings, and what they come to. */
record DoctorReport(List<DoctorFinding> findings) {

  /** Prints everything; when quiet, only what is wrong. */
  void print(Console console) {
    for (DoctorFinding finding : findings) {
      if (finding.level() == Level.OK) {
        console.say(line(console, finding));
      } else {
        console.result(line(console, finding));
        console.result(advice(finding));
      }
    }
    console.say("");
    console.result(verdict());
  }

  boolean trainingWorks() {
    return !has(Level.PROBLEM);
  }

  private String verdict() {
    if (!trainingWorks()) {
      return "Training would not work here: see the problems above.";
    }
    return "Training works here" + (has(Level.WARNING) ? "; see the warnings above." : ".");
  }

  private boolean has(Level level) {
    return findings.stream().anyMatch(finding -> finding.level() == level);
  }

  private static String line(Console console, DoctorFinding finding) {
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    String style = "bold,fg(" + finding.level().color + ")";
    return "%s%s  %-13s  %s"
        .formatted(
            console.styled(style, level),
            " ".repeat("problem".length() - level.length()),
            finding.topic(),
            finding.found());
  }

  private static String advice(DoctorFinding finding) {
    String indent = " ".repeat(24);
    return indent
        + finding
            .advice()
            .lines()
            .map(String::strip)
            .collect(joining(System.lineSeparator() + indent));
  }
}
