package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Callback.EarlyStopping;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.MonitoredMetric;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Optional;

/**
 * What a trial came to.
 *
 * @param rung epochs that it was to be trained for: all, or fewer if successive halving dropped it
 * @param validation of its network on the images held out; empty if it has none that counts
 * @param seconds of its training steps
 * @param problem why it failed
 */
public record TrialResult(
    Trial trial,
    int rung,
    TrialStatus status,
    List<EpochResult> epochs,
    Optional<Score> validation,
    double seconds,
    Optional<String> problem) {

  public TrialResult {
    epochs = List.copyOf(epochs);
  }

  /** How a trial ended. */
  public enum TrialStatus {
    /** With all epochs of its rung. */
    FINISHED,
    /** By its early stopping. */
    STOPPED_EARLY,
    /** By training.max-time. */
    TIME_LIMIT,
    /** By a loss that was NaN or infinite. */
    DIVERGED,
    /** By an error. */
    FAILED
  }

  /**
   * Returns the result of a trial's first epochs; empty if it has fewer.
   *
   * @param epochs how many; the run may have been trained for more since
   */
  static Optional<TrialResult> read(Trial trial, RunDirectory directory, int epochs, int rung) {
    SavedRun run = new SavedRun(directory);
    Optional<Provenance.Status> ended = run.provenance().map(Provenance::status);
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    List<EpochResult> all = run.metrics();
    List<EpochResult> rows = all.subList(0, Math.min(epochs, all.size()));
    boolean passed = rows.size() == epochs && run.config().run().training().epochs() > epochs;
    Optional<TrialStatus> status =
        passed ? Optional.of(TrialStatus.FINISHED) : status(ended.get(), rows.size() == epochs);
    return status.map(known -> result(trial, rung, known, rows));
  }

  private static Optional<TrialStatus> status(Provenance.Status ended, boolean complete) {
    return switch (ended) {
      case FINISHED -> complete ? Optional.of(TrialStatus.FINISHED) : Optional.empty();
      case STOPPED_EARLY, TIME_LIMIT, DIVERGED -> Optional.of(TrialStatus.valueOf(ended.name()));
      case RUNNING, INTERRUPTED -> Optional.empty();
    };
  }

  private static TrialResult result(
      Trial trial, int rung, TrialStatus status, List<EpochResult> rows) {
    Optional<Score> validation =
        status == TrialStatus.DIVERGED || rows.isEmpty()
            ? Optional.empty()
            : rows.get(keptEpoch(trial.config(), rows) - 1).validation();
    double seconds = rows.stream().mapToDouble(EpochResult::seconds).sum();
    return new TrialResult(trial, rung, status, rows, validation, seconds, Optional.empty());
  }

  /**
   * Returns the epoch whose network is kept: the last, or the best if early stopping restores it.
   */
  static int keptEpoch(AppConfig config, List<EpochResult> rows) {
    Optional<EarlyStopping> stopping = config.run().training().callback(EarlyStopping.class);
    return stopping
        .filter(EarlyStopping::restoreBestWeights)
        .map(stop -> new MonitoredMetric(stop.monitor(), stop.mode(), stop.minDelta()))
        .map(monitored -> monitored.best(rows))
        .filter(best -> best > 0)
        .orElse(rows.size());
  }
}
