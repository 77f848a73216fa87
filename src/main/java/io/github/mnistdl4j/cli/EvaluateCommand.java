package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Repetition;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a kept network again. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Evaluate a run's network on the test images of its data set.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;
  @Mixin private FormatOption format;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Overrides one value, such as data.directory=PATH if the images have moved.")
  private List<String> overrides = new ArrayList<>();

  @Parameters(
      paramLabel = "RUN",
      defaultValue = RunDirectory.LATEST,
      description = "A run's name or path; without it the newest.")
  private String run = RunDirectory.LATEST;

  @Override
  public Integer call() {
    Console console = format.console(output);
    requireSameNetwork();
    SavedRun saved = new SavedRun(runs.open(run), overrides);
    String headline = "Run: " + saved.directory().path();
    RunConfig config = saved.config().run();
    TrainTest data = DataSource.read(console, headline, config);
    saved.requireSameImages(data);
    saved.inverted(data.test()).ifPresent(console::say);
    EvaluationResult evaluation = saved.evaluate(data);
    if (format.isJson()) {
      document(saved.directory()).withAll(evaluation).print(console);
      return 0;
    }
    boolean tested = data.test().size() > 0;
    if (!tested) {
      console.say("There is no test set: these are the images held out for validation.");
    }
    EvaluationTable.scores(tested ? "test" : "val", evaluation.loss(), evaluation.accuracy())
        .forEach(console::result);
    TrainingReport.printTables(console, evaluation);
    return 0;
  }

  private static JsonDocument document(RunDirectory run) {
    return new JsonDocument().with("run", run.name()).with("path", run.path().toString());
  }

  private void requireSameNetwork() {
    for (String override : overrides) {
      if (!Repetition.MAY_CHANGE.areSetBy(override)) {
        throw new ParameterException(
            spec.commandLine(),
            "evaluate takes a run as it was trained: only %s may be set, not %s."
                .formatted(Repetition.MAY_CHANGE, override));
      }
    }
  }
}
