package io.github.mnistdl4j.run.export;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run as it is exported.
 *
 * @param name unique among those that are exported with it
 * @param start when it was started; if not recorded, when its configuration was written
 */
record ExportedRun(
    String name,
    SavedRun run,
    Optional<Provenance> provenance,
    Instant start,
    List<EpochResult> epochs,
    List<StepResult> steps) {

  /** The columns of {@code metrics.csv}. */
  static final List<String> COLUMNS =
      List.of(
          "epoch",
          "loss",
          "accuracy",
          "val_loss",
          "val_accuracy",
          "test_loss",
          "test_accuracy",
          "learning_rate",
          "seconds");

  private static final double MILLISECONDS = 1e3;

  /** Reads runs, which are called as {@link RunDirectory#names} does. */
  static List<ExportedRun> all(List<SavedRun> runs) {
    List<String> names = RunDirectory.names(runs.stream().map(SavedRun::directory).toList());
    return IntStream.range(0, runs.size()).mapToObj(i -> of(names.get(i), runs.get(i))).toList();
  }

  private static ExportedRun of(String name, SavedRun run) {
    Optional<Provenance> provenance = run.provenance();
    Instant start =
        provenance.flatMap(known -> instant(known.started())).orElseGet(() -> written(run));
    return new ExportedRun(name, run, provenance, start, run.metrics(), run.steps());
  }

  private static Optional<Instant> instant(String time) {
    try {
      return Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty(); // an older file, or one that still runs
    }
  }

  private static Instant written(SavedRun run) {
    Path file = run.directory().config();
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
  }

  /** Returns when it ended; empty if it has not, or nobody knows. */
  Optional<Instant> end() {
    return provenance.flatMap(known -> instant(known.ended()));
  }

  /** Returns the status in a word. */
  String status() {
    return provenance.map(known -> known.status().word()).orElse("unknown");
  }

  /**
   * Returns about when an epoch ended: only its training time is recorded, so that evaluations and
   * pauses before it are left out.
   */
  Instant end(EpochResult epoch) {
    double seconds =
        epochs.stream()
            .filter(each -> each.epoch() <= epoch.epoch())
            .mapToDouble(EpochResult::seconds)
            .sum();
    return start.plusMillis(Math.round(seconds * MILLISECONDS));
  }

  /** Returns about when a step was made, as if all had taken equally long. */
  Instant time(StepResult step) {
    double seconds = epochs.stream().mapToDouble(EpochResult::seconds).sum();
    double share = (double) step.step() / steps.get(steps.size() - 1).step();
    return start.plusMillis(Math.round(share * seconds * MILLISECONDS));
  }

  /** Returns a step's values; without those not measured. */
  static Map<String, Number> values(StepResult step) {
    Map<String, Number> values = new LinkedHashMap<>();
    add(values, "batch_", Optional.of(step.batch()));
    values.put("batch_learning_rate", step.learningRate());
    int layer = 1;
    for (LayerNorms norms : step.norms()) {
      values.put("weight_norm_" + layer, norms.weights());
      values.put("gradient_norm_" + layer, norms.gradient());
      layer++;
    }
    return values;
  }

  /** Returns an epoch's values by the names of {@link #COLUMNS}; without those not measured. */
  static Map<String, Number> values(EpochResult epoch) {
    Map<String, Number> values = new LinkedHashMap<>();
    values.put("epoch", epoch.epoch());
    add(values, "", Optional.of(epoch.training()));
    add(values, "val_", epoch.validation());
    add(values, "test_", epoch.test());
    values.put("learning_rate", epoch.learningRate());
    values.put("seconds", epoch.seconds());
    return values;
  }

  private static void add(Map<String, Number> values, String prefix, Optional<Score> score) {
    score.ifPresent(
        known -> {
          values.put(prefix + "loss", known.loss());
          values.put(prefix + "accuracy", known.accuracy());
        });
  }
}
