package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.ImagesToEvaluate;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.Repetition;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    description = "Evaluate a run's network on the test images of its data set, or on others.")
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

  @Option(
      names = "--on",
      paramLabel = "FILES",
      description =
          "Images with labels in place of the run's: a CSV file, a folder with IDX files, or one"
              + " with a folder for each class.")
  private @Nullable Path on;

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
    RunConfig config = saved.config().run();
    Optional<Path> files = Optional.ofNullable(on).or(() -> ImagesToEvaluate.alone(config.data()));
    boolean tested = files.isPresent() || saved.hasTestSet();
    EvaluationResult evaluation =
        files.map(path -> evaluate(console, saved, path)).orElseGet(() -> evaluate(console, saved));
    if (format.isJson()) {
      document(saved.directory()).withAll(evaluation).print(console);
      return 0;
    }
    EvaluationTable.scores(tested ? "test" : "val", evaluation.loss(), evaluation.accuracy())
        .forEach(console::result);
    TrainingReport.printTables(console, evaluation);
    saved
        .provenance()
        .flatMap(Provenance::rejection)
        .ifPresent(rule -> console.say(TrainingReport.refuses(rule)));
    return 0;
  }

  /** Evaluates it on the images of its configuration, or those that replace them. */
  private static EvaluationResult evaluate(Console console, SavedRun saved) {
    TrainTest data = DataSource.read(console, headline(saved), saved.config().run());
    Digits test = data.test().relabelled(saved.images(), data.source());
    if (test.size() == 0) {
      console.say("There is no test set: these are the images held out for validation.");
      saved.requireSameImages(data);
      return saved.evaluate(data);
    }
    if (!saved.hasFiles(data)) {
      console.say("These are other images than those of the run.");
    }
    saved.inverted(test).ifPresent(console::say);
    saved.calibration(test).ifPresent(console::say);
    return saved.evaluate(test);
  }

  /** Evaluates it on images with labels from anywhere. */
  private static EvaluationResult evaluate(Console console, SavedRun saved, Path files) {
    RunConfig config = saved.config().run();
    NativeRuntime.startInBackground(config.runtime());
    console.say(headline(saved));
    Digits images =
        new ImagesToEvaluate(DataSource.on(console), config.data(), saved.images()).read(files);
    console.say("Data: %,d images from %s", images.size(), files);
    saved.inverted(images).ifPresent(console::say);
    saved.calibration(images).ifPresent(console::say);
    return saved.evaluate(images);
  }

  private static String headline(SavedRun saved) {
    return "Run: " + saved.directory().path();
  }

  private static JsonDocument document(RunDirectory run) {
    return new JsonDocument().with("run", run.name()).with("path", run.path().toString());
  }

  private void requireSameNetwork() {
    for (String override : overrides) {
      if (!override.strip().startsWith("data.") && !Repetition.MAY_CHANGE.areSetBy(override)) {
        throw new ParameterException(
            spec.commandLine(),
            "evaluate takes a run as it was trained: only data.…, and %s may be set, not %s."
                .formatted(Repetition.MAY_CHANGE, override));
      }
    }
  }
}
