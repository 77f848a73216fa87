package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.RunInspector.Findings;
import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.report.RunReport;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;

/** Makes the report of a run that has just ended. */
final class ReportWriter {
  private ReportWriter() {}

  /** Writes the report; everything else is kept already, so this may fail with a warning. */
  static void afterTraining(Console console, RunDirectory directory, RunResult result) {
    try {
      Findings findings = RunInspector.of(result.inspection());
      SavedRun run = new SavedRun(directory);
      RunFiles.write(
          directory.report(), RunReport.of(run, findings.inspection(), findings.notes()));
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      console.say("Warning: there is no report of this run: " + e.getMessage());
    }
  }
}
