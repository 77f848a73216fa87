package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.cli.console.Logs;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.network.NetworkSummary;
import io.github.mnistdl4j.run.Repetition;
import io.github.mnistdl4j.run.Resumption;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.EpochTrainer;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains, evaluates and keeps a network. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train a network, evaluate it and keep it in a run directory.",
    footer = {
      "",
      "Exit codes: 0 success; 1 it did not work, or --from gave another result; 2 wrong arguments"
          + " or configuration; 130 interrupted, and what was learned is saved."
    })
final class TrainCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;
  @Mixin private NameOption name;

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = RunDirectory.LATEST,
      paramLabel = "RUN",
      description =
          "Go on with a run that was interrupted, or train a finished one for more epochs.")
  private @Nullable String resume;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description =
          "Repeat a finished run in a new one, exactly as its provenance.json says, and compare the"
              + " results. RUN is its name or path, latest, or the path of such a file alone. Exit code 1 if the"
              + " result differs.")
  private @Nullable String from;

  @Override
  public Integer call() {
    Clock clock = Clock.system(ZoneId.systemDefault());
    Console console = output.console(spec.commandLine().getOut());
    Optional<Repetition> repetition = repetition();
    Optional<RunDirectory> before = before();
    AppConfig effective = config(before, repetition);
    before.map(SavedRun::new).ifPresent(run -> requireResumable(run, effective));
    NativeRuntime.startInBackground(effective.run().runtime());
    console.say(headline(before, repetition));
    TrainTest data = new DigitsReader(DataSource.on(console)).read(effective.run().data());
    console.say(DataCommand.summary(data));
    before.map(SavedRun::new).ifPresent(run -> run.requireSameImages(data));
    repetition.ifPresent(run -> run.requireSameImages(data));
    NativeRuntime.start(effective.run().runtime()); // without it there is no run to keep
    Optional<EpochTrainer> elsewhere =
        main.cluster().map(cluster -> cluster.training(effective, data));
    RunDirectory directory = before.orElseGet(() -> create(clock));
    Logs.writeTo(directory.log());
    console.say(NetworkSummary.lines(effective.run().network()));
    elsewhere.ifPresent(place -> console.say("Training on " + place.description()));
    main.stop().listen();
    TrainingRun training = new TrainingRun(effective, data, directory, clock, elsewhere);
    RunResult result = train(training, effective.run().training(), console);
    ReportWriter.afterTraining(console, directory, result);
    int exitCode = new TrainingReport(console, directory).print(result);
    return exitCode == ExitCode.OK
        ? repetition.map(run -> compare(run, directory, console)).orElse(exitCode)
        : exitCode;
  }

  private RunResult train(TrainingRun run, TrainingConfig training, Console console) {
    KerasProgress progress =
        new KerasProgress(console, System::nanoTime, training.changesLearningRate());
    return run.train(progress, console::say, main.stop());
  }

  private void requireResumable(SavedRun run, AppConfig wanted) {
    Resumption.requireSame(run, wanted);
    Resumption.requireSamePlace(run, main.cluster().isPresent());
  }

  /** The run to go on with, if any. */
  private Optional<RunDirectory> before() {
    name.refuseBeside(resume);
    return Optional.ofNullable(resume).map(run -> RunDirectory.open(runs.directory, run));
  }

  /** The run to repeat, if any. */
  private Optional<Repetition> repetition() {
    if (from != null) {
      refuseBeside("a cluster trains others", main.cluster().isPresent());
      refuseBeside("--resume goes on with a run", resume != null);
      refuseBeside("--config is for another training", config.file != null);
      for (String override : config.overrides) {
        refuseBeside(
            "only %s may be set, not %s".formatted(Repetition.MAY_CHANGE, override),
            !Repetition.MAY_CHANGE.areSetBy(override));
      }
    }
    return Optional.ofNullable(from).map(run -> Repetition.of(runs.directory, run));
  }

  private void refuseBeside(String reason, boolean given) {
    if (given) {
      throw new ParameterException(
          spec.commandLine(), "--from repeats a run as it was: " + reason + ".");
    }
  }

  private AppConfig config(Optional<RunDirectory> before, Optional<Repetition> repetition) {
    return before
        .map(run -> config.loadFor(run.config()))
        .or(() -> repetition.map(run -> run.config(config.overrides)))
        .orElseGet(config::load);
  }

  private String headline(Optional<RunDirectory> before, Optional<Repetition> repetition) {
    return before
        .map(run -> "Going on with " + run.path())
        .or(() -> repetition.map(run -> "Repeating " + run.name()))
        .orElse("Configuration: " + config.sourceName());
  }

  private static int compare(Repetition repetition, RunDirectory directory, Console console) {
    return new RepetitionReport(console, repetition.name(), repetition.compare(directory)).print();
  }

  private RunDirectory create(Clock clock) {
    return RunDirectory.create(runs.directory, name.name(), LocalDateTime.now(clock));
  }
}
