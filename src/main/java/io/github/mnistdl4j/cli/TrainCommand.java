package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DigitsReader;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.network.NetworkSummary;
import io.github.mnistdl4j.run.Resumption;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.TrainingUi;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    description = "Train a network, evaluate it and keep it in a run directory.")
final class TrainCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the run; else the time.")
  private @Nullable String name;

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = RunDirectory.LATEST,
      paramLabel = "RUN",
      description =
          "Go on with a run that was interrupted, or train a finished one for more epochs.")
  private @Nullable String resume;

  @Option(
      names = "--ui",
      description =
          "Show the training in Deeplearning4j's own pages meanwhile; needs a build with the Maven"
              + " profile ui.")
  private boolean withUi;

  @Override
  public Integer call() {
    Optional<TrainingUi> ui = ui();
    Clock clock = Clock.system(ZoneId.systemDefault());
    Console console = output.console(spec.commandLine().getOut());
    Optional<RunDirectory> before = before();
    RunConfig effective = before.map(run -> config.loadFor(run.config())).orElseGet(config::load);
    before.ifPresent(run -> Resumption.requireSame(new SavedRun(run), effective));
    NativeRuntime.startInBackground(effective.runtime());
    console.say(
        before
            .map(run -> "Going on with " + run.path())
            .orElse("Configuration: " + config.sourceName()));
    TrainTest data = new DigitsReader(DataSource.on(console)).read(effective.data());
    console.say(DataCommand.summary(data));
    NativeRuntime.start(effective.runtime()); // without it there is no run to keep
    RunDirectory directory = before.orElseGet(() -> create(clock));
    Logs.writeTo(directory.log());
    console.say(NetworkSummary.lines(effective.network()));
    main.stop().listen();
    ui.ifPresent(pages -> start(console, pages));
    RunResult result;
    try {
      result =
          new TrainingRun(effective, data, directory, clock, ui)
              .train(new KerasProgress(console, System::nanoTime), console::say, main.stop());
    } finally {
      ui.ifPresent(TrainingUi::close);
    }
    ReportWriter.afterTraining(console, directory, result);
    return new TrainingReport(console, directory).print(result);
  }

  /** The training UI, if it is wanted. */
  private Optional<TrainingUi> ui() {
    if (!withUi) {
      return Optional.empty();
    }
    Optional<TrainingUi> ui = TrainingUi.find();
    if (ui.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--ui needs Deeplearning4j's training UI, which this build does not have. Start it so:"
              + " mvn -Pui compile exec:java -Dexec.args=\"train --ui\"");
    }
    return ui;
  }

  /** Training does not need these pages, so it goes on without them. */
  private static void start(Console console, TrainingUi ui) {
    try {
      console.say("The training can be watched at %s until it ends.", ui.start());
      console.say(
          "Warning: Deeplearning4j serves these pages to every machine that reaches this one,"
              + " without a password.");
    } catch (RuntimeException e) {
      console.say(
          "Warning: the training cannot be watched: "
              + e.getMessage()
              + ". If the port is taken, choose another with the system property"
              + " org.deeplearning4j.ui.port.");
    }
  }

  /** The run to go on with, if any. */
  private Optional<RunDirectory> before() {
    if (resume != null && name != null) {
      throw new ParameterException(
          spec.commandLine(), "--name is for a new run, --resume for one that has its name.");
    }
    return Optional.ofNullable(resume).map(run -> RunDirectory.open(runs.directory, run));
  }

  private RunDirectory create(Clock clock) {
    return RunDirectory.create(runs.directory, Optional.ofNullable(name), LocalDateTime.now(clock));
  }
}
