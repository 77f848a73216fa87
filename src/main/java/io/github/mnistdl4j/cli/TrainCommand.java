package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.TrainingStart.Fresh;
import io.github.mnistdl4j.cli.TrainingStart.Repeat;
import io.github.mnistdl4j.cli.TrainingStart.Resume;
import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.report.live.LiveServer;
import io.github.mnistdl4j.run.Repetition;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.EpochTrainer;
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
import picocli.CommandLine.Spec;

/** Trains, evaluates and keeps a network. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train a network, evaluate it and keep it in a run directory.",
    footer = {
      "",
      "Exit codes: 0 success; 1 failure, or another result than that of --from; 2 wrong arguments"
          + " or configuration; 130 interrupted, what was learned is saved."
    })
final class TrainCommand implements Callable<Integer> {
  private final Session session;
  private final Clock clock = Clock.system(ZoneId.systemDefault());
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
      description = "Resume an interrupted run, or train a finished one for more epochs.")
  private @Nullable String resume;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description =
          "Repeat a finished run in a new one, exactly as its provenance.json says, and compare the"
              + " results. RUN is its name or path, latest, or the path of such a file alone. Exit code 1 if the"
              + " result differs.")
  private @Nullable String from;

  @Option(
      names = "--live",
      arity = "0..1",
      fallbackValue = "0",
      paramLabel = "PORT",
      description =
          "Show the training on a page for browsers of this machine, at a port that is free or the"
              + " one given. The page ends with the training; \"watch\" shows it again.")
  private @Nullable Integer live;

  /** What the page shows; empty until it is known. */
  private volatile Optional<RunDirectory> watched = Optional.empty();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = output.console();
    TrainingStart start = start();
    Optional<LiveServer> page = // before there is a folder: a port that is taken leaves none
        Optional.ofNullable(live).map(port -> LiveServer.start(port, () -> watched));
    try {
      return train(start, page, console);
    } finally {
      page.ifPresent(LiveServer::close);
    }
  }

  private int train(TrainingStart start, Optional<LiveServer> page, Console console) {
    TrainTest data = DataSource.read(console, start.headline(), start.config().run());
    AppConfig effective = start.config().forClasses(data.info().classes().size());
    start.requireSameImages(data);
    Optional<EpochTrainer> cluster = session.cluster().map(own -> own.training(effective, data));
    RunDirectory directory = start.directory(this::create);
    TrainingReport report = new TrainingReport(console, directory);
    report.begin(effective.run().network(), data.info(), cluster);
    watched = Optional.of(directory);
    page.ifPresent(server -> console.result("Watch it: " + server.address()));
    session.stop().listen();
    TrainingRun run = new TrainingRun(effective, data, directory, clock, cluster);
    RunResult result = run.train(report.progress(effective.run().training()), session.stop());
    report.writePage(result);
    return start.afterwards(report.print(result), directory, console);
  }

  private RunDirectory create() {
    return RunDirectory.create(runs.directory, name.name(), LocalDateTime.now(clock));
  }

  private TrainingStart start() {
    if (live != null) {
      PortOption.require("--live", live, spec);
    }
    if (from != null) {
      requireNothingBesideFrom();
      Repetition repetition = Repetition.of(runs.directory, from);
      return new Repeat(repetition.config(config.overrides), repetition);
    }
    name.refuseBeside(resume);
    return resume != null ? resume(resume) : new Fresh(config.load(), config.sourceName());
  }

  private Resume resume(String run) {
    RunDirectory directory = runs.open(run);
    AppConfig wanted = config.loadFor(directory.config());
    SavedRun before = new SavedRun(directory);
    before.requireSame(wanted);
    before.requireSamePlace(session.cluster().isPresent());
    FirstLayer firstLayer = before.config().run().runtime().firstLayer();
    return new Resume(Records.with(wanted, "run.runtime.firstLayer", firstLayer), directory);
  }

  private void requireNothingBesideFrom() {
    refuseBesideFrom("a cluster trains others", session.cluster().isPresent());
    refuseBesideFrom("--resume continues a run", resume != null);
    refuseBesideFrom("--config is for another training", config.file != null);
    for (String override : config.overrides) {
      refuseBesideFrom(
          "only %s may be set, not %s".formatted(Repetition.MAY_CHANGE, override),
          !Repetition.MAY_CHANGE.areSetBy(override));
    }
  }

  private void refuseBesideFrom(String reason, boolean given) {
    if (given) {
      throw new ParameterException(
          spec.commandLine(), "--from repeats a run as it was: " + reason + ".");
    }
  }
}
