package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.DoctorFinding.Level;
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
        finding.advice().lines().forEach(line -> console.result(" ".repeat(10) + "-> " + line));
      }
    }
    console.say("");
    console.result(
        "%s here. %d problem(s), %d warning(s)."
            .formatted(
                trainingWorks() ? "Training works" : "Training would not work",
                count(Level.PROBLEM),
                count(Level.WARNING)));
  }

  boolean trainingWorks() {
    return count(Level.PROBLEM) == 0;
  }

  private long count(Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
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
}
