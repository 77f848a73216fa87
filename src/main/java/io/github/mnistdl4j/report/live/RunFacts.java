package io.github.mnistdl4j.report.live;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.StepResult;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells about a run besides its steps.
 *
 * @param name empty: there is no run yet
 * @param status {@code waiting}, {@code starting}, {@code running}, {@code stopped} if its process
 *     is gone, or how it ended
 * @param epochs how many there are to be
 * @param perEpoch steps of an epoch; 0: not known
 * @param timeLimit seconds of training after which it ends; null: none
 * @param layers what each is, from the input side
 * @param rows the epochs that have ended
 * @param report where its report is; null: there is none
 */
record RunFacts(
    String name,
    String status,
    int epochs,
    long perEpoch,
    @Nullable Double timeLimit,
    List<String> layers,
    List<WatchedEpoch> rows,
    @Nullable String report) {
  static final RunFacts NONE = new RunFacts("", "waiting", 0, 0, null, List.of(), List.of(), null);

  private static final String STARTING = "starting";
  private static final String RUNNING = "running";

  /** An epoch that has ended; what was not measured is null. */
  record WatchedEpoch(
      int epoch,
      double loss,
      double accuracy,
      @Nullable Score validation,
      @Nullable Score test,
      double learningRate,
      double seconds) {
    static WatchedEpoch of(EpochResult epoch) {
      return new WatchedEpoch(
          epoch.epoch(),
          epoch.training().loss(),
          epoch.training().accuracy(),
          epoch.validation().orElse(null),
          epoch.test().orElse(null),
          epoch.learningRate(),
          epoch.seconds());
    }
  }

  static RunFacts of(RunDirectory directory) {
    SavedRun run = new SavedRun(directory);
    RunConfig config = config(run).run();
    Optional<Provenance> provenance = run.provenance();
    return new RunFacts(
        directory.name(),
        provenance.map(Provenance::status).map(RunFacts::word).orElse(STARTING),
        config.training().epochs(),
        provenance.map(made -> perEpoch(made.dataset().train(), config)).orElse(0L),
        config.training().maxTime().map(limit -> limit.toMillis() / 1e3).orElse(null),
        config.network().layers().stream().map(RunFacts::words).toList(),
        epochs(run),
        Files.exists(directory.report()) ? directory.report().toAbsolutePath().toString() : null);
  }

  private static AppConfig config(SavedRun run) {
    try {
      return run.config();
    } catch (MnistDl4jException e) {
      return AppConfig.defaults(); // somebody broke it since; the steps can be seen all the same
    }
  }

  private static List<WatchedEpoch> epochs(SavedRun run) {
    try {
      return run.metrics().stream().map(WatchedEpoch::of).toList();
    } catch (MnistDl4jException e) {
      return List.of();
    }
  }

  private static String words(LayerConfig layer) {
    return layer.units().map(units -> units + " ").orElse("") + YamlNames.of(layer.activation());
  }

  private static String word(Status status) {
    return status == Status.RUNNING ? RUNNING : YamlNames.of(status);
  }

  /** Returns about how many steps an epoch has: held-out classes and drawn images change it. */
  private static long perEpoch(int images, RunConfig config) {
    long learned = Math.max(1, (long) (images * (1 - config.training().validationSplit())));
    return (learned - 1) / config.training().batchSize() + 1;
  }

  /** Returns the same, with as many steps per epoch as those that were done show. */
  RunFacts withSteps(List<StepResult> steps) {
    long least = 0;
    long most = Long.MAX_VALUE;
    for (StepResult step : steps) {
      if (step.epoch() == 1) {
        least = step.step();
      } else if (step.epoch() == 2 && least > 0) {
        most = Math.min(most, step.step() - 1);
      }
    }
    return with(status, Math.max(least, Math.min(most, perEpoch)));
  }

  /** Returns the same, stopped if no process of this machine trains it any more. */
  RunFacts withWriter(RunDirectory directory) {
    boolean begun = status.equals(RUNNING) || status.equals(STARTING);
    return begun && !RunFiles.hasWriter(directory) ? with("stopped", perEpoch) : this;
  }

  private RunFacts with(String newStatus, long newPerEpoch) {
    return new RunFacts(name, newStatus, epochs, newPerEpoch, timeLimit, layers, rows, report);
  }
}
