package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Parameters(
      paramLabel = "RUN",
      defaultValue = RunDirectory.LATEST,
      description = "A run's name or path; without it the newest.")
  private String run = RunDirectory.LATEST;

  @Override
  public Integer call() {
    Console console = output.console(spec.commandLine().getOut());
    SavedRun saved = new SavedRun(RunDirectory.open(runs.directory, run));
    console.say("Run: " + saved.directory().path());
    RunConfig config = saved.config();
    EvaluationResult evaluation =
        saved.evaluate(
            DataSource.read(console, config.data(), config.runtime(), config.training().engine()));
    EvaluationTable.scores(evaluation).forEach(console::result);
    console.say("");
    console.say(EvaluationTable.confusion(evaluation.confusion()));
    console.say("");
    console.say(EvaluationTable.classes(evaluation.classes()));
    return 0;
  }
}
