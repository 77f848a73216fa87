package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DigitsReader;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.network.NetworkSummary;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.runtime.NativeRuntime;
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

  @Override
  public Integer call() {
    Clock clock = Clock.system(ZoneId.systemDefault());
    Console console = output.console(spec.commandLine().getOut());
    RunConfig effective = config.load();
    NativeRuntime.startInBackground(effective.runtime());
    console.say("Configuration: " + config.sourceName());
    TrainTest data = new DigitsReader(DataSource.on(console)).read(effective.data());
    console.say(DataCommand.summary(data));
    RunDirectory directory =
        RunDirectory.create(runs.directory, Optional.ofNullable(name), LocalDateTime.now(clock));
    Logs.writeTo(directory.log());
    console.say(NetworkSummary.lines(effective.network()));
    main.stop().listen();
    RunResult result =
        new TrainingRun(effective, data, directory, clock)
            .train(new KerasProgress(console, System::nanoTime), console::say, main.stop());
    return new TrainingReport(console, directory).print(result);
  }
}
