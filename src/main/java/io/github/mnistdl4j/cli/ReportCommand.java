package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.report.RunReport;
import io.github.mnistdl4j.report.RunsIndex;
import io.github.mnistdl4j.report.RunsReport;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows runs as a page for a browser. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Make a page for a browser of a run: curves, confusion matrix, mistakes, calibration, weights.",
      "Of all runs: list them. Of several: compare them side by side, each with the first mistake by mistake."
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "Names or paths of runs; without any the newest.")
  private @Nullable List<String> names;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where to write the page; by default report.html in the run's directory, of several"
              + " runs comparison.html, and of all index.html, in the directory of all runs.")
  private @Nullable Path file;

  @Option(
      names = "--all",
      description = "Make one page that lists all runs and sweeps, in place of a run's.")
  private boolean all;

  @Override
  public Integer call() {
    Console console = output.console();
    if (all) {
      runs.requireAll(names);
      Path target = Optional.ofNullable(file).orElse(runs.directory.resolve("index.html"));
      byte[] page = RunsIndex.of(runs.directory, target);
      RunFiles.write(target, out -> out.write(page));
      console.result("The report is " + target);
      return 0;
    }
    List<SavedRun> saved = runs.openAll(names);
    if (saved.size() > 1) {
      write(
          console,
          runs.directory.resolve("comparison.html"),
          RunsReport.of(saved, DataSource.on(console)));
      return 0;
    }
    SavedRun run = saved.get(0);
    RunReport report = RunReport.of(run, DataSource.on(console));
    report.notes().forEach(console::say);
    write(console, run.directory().report(), report.html());
    return 0;
  }

  private void write(Console console, Path usual, String page) {
    Path target = Optional.ofNullable(file).orElse(usual);
    RunFiles.write(target, page);
    console.result("The report is " + target);
  }
}
