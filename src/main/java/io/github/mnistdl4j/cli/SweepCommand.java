package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.Logs;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.SearchConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.sweep.LocalTrials;
import io.github.mnistdl4j.sweep.SearchPlan;
import io.github.mnistdl4j.sweep.Sweep;
import io.github.mnistdl4j.sweep.SweepDirectory;
import io.github.mnistdl4j.sweep.SweepResult;
import io.github.mnistdl4j.sweep.SweepResult.SweepOutcome;
import io.github.mnistdl4j.sweep.TrialRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches for a good configuration. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Train many configurations, compare them by images held out from training, train the best"
          + " one again on all images and test that one."
    },
    footer = {
      "",
      "Exit codes: 0 success; 1 failure; 2 wrong arguments or configuration; 130"
          + " interrupted, and what was learned is saved."
    })
final class SweepCommand implements Callable<Integer> {
  private static final Path USUAL = Path.of("config", "sweep.yaml");

  private final Session session;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;
  @Mixin private NameOption name;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The YAML file, a configuration with a section search; else config/sweep.yaml.")
  private @Nullable Path file;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Overrides one value, such as search.trials=50; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = RunDirectory.LATEST,
      paramLabel = "SWEEP",
      description =
          "Resume an interrupted sweep, or continue a finished one with more search.trials.")
  private @Nullable String resume;

  SweepCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    name.refuseBeside(resume);
    Clock clock = Clock.system(ZoneId.systemDefault());
    Console console = output.console();
    Optional<SweepDirectory> before =
        Optional.ofNullable(resume).map(sweep -> SweepDirectory.open(runs.directory, sweep));
    SweepConfig config = config(before);
    before.ifPresent(sweep -> sweep.requireSame(config));
    String headline =
        before.map(sweep -> "Resuming " + sweep.path()).orElse("Configuration: " + source());
    TrainTest data = DataSource.read(console, headline, config.run());
    before.ifPresent(sweep -> sweep.requireSameImages(data));
    SearchPlan plan = SearchPlan.of(config.forClasses(data.info().classes().size()));
    SweepDirectory directory = before.orElseGet(() -> create(plan, LocalDateTime.now(clock)));
    Logs.writeTo(directory.log());
    session.stop().listen();
    SweepResult result = sweep(plan, data, directory, clock, console);
    WinnerReport winner = new WinnerReport(console, directory, result);
    return result.outcome() == SweepOutcome.INTERRUPTED || result.best().isEmpty()
        ? winner.leaveOut()
        : winner.train(data, clock, session.stop());
  }

  private SweepConfig config(Optional<SweepDirectory> before) {
    Path from = before.isPresent() && file == null ? before.get().config() : source();
    return ConfigLoader.load(SweepConfig.class, from, overrides);
  }

  private Path source() {
    return Optional.ofNullable(file).orElse(USUAL);
  }

  private SweepDirectory create(SearchPlan plan, LocalDateTime now) {
    return SweepDirectory.create(runs.directory, name.name(), now, plan);
  }

  private SweepResult sweep(
      SearchPlan plan, TrainTest data, SweepDirectory directory, Clock clock, Console console) {
    SweepProgress progress = new SweepProgress(console, plan.config());
    TrialRunner trials = trials(plan.config(), data, clock);
    SweepResult result = new Sweep(plan, directory, trials, progress, session.stop()).run();
    console.say("");
    console.say(SweepSummary.lines(result));
    progress.end(result.seconds());
    return result;
  }

  private TrialRunner trials(SweepConfig config, TrainTest data, Clock clock) {
    SearchConfig search = config.search();
    AppConfig base = config.base();
    return session
        .cluster()
        .map(cluster -> cluster.trials(base, data, search.parallel()))
        .orElseGet(
            () -> LocalTrials.of(data, clock, base.run().runtime().threads(), search.parallel()));
  }
}
