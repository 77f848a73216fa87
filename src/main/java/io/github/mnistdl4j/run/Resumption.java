package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.ConfigDifferences;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must be the same for a training to go on where it was, and what may change. */
public final class Resumption {
  private static final Pattern MAY_CHANGE =
      Pattern.compile(
          "runtime\\..*|serving\\..*|spark\\..*|training\\.checkpoint\\..*|training\\.epochs|training\\.max-time|data\\.directory");

  private Resumption() {}

  /**
   * Checks that a run can go on with a configuration.
   *
   * @throws RunException that lists what differs and may not
   */
  public static void requireSame(SavedRun run, RunConfig wanted) {
    List<ConfigDifferences.Difference> different =
        ConfigDifferences.between(run.config(), wanted).stream()
            .filter(difference -> !MAY_CHANGE.matcher(difference.key()).matches())
            .toList();
    if (!different.isEmpty()) {
      StringBuilder list = new StringBuilder();
      different.forEach(each -> list.append("  ").append(each).append(System.lineSeparator()));
      throw new RunException(
          "The run %s was trained with another configuration:%n%sOnly training.epochs, training.max-time, training.checkpoint, data.directory, runtime, serving and spark may change. Leave the others as they were, or train a new run."
              .formatted(run.directory().path(), list));
    }
  }

  /**
   * Checks that a run can be resumed where it was trained.
   *
   * @param cluster whether a cluster is to compute its steps
   * @throws RunException if not: a cluster computes other numbers than one machine
   */
  public static void requireSamePlace(SavedRun run, boolean cluster) {
    Optional<String> before = run.provenance().flatMap(Provenance::cluster);
    if (before.isPresent() != cluster) {
      throw new RunException(
          "The run %s was trained %s and can only go on like that."
              .formatted(
                  run.directory().path(),
                  before.map("on %s"::formatted).orElse("by one machine alone")));
    }
  }

  /** A hash of all that a checkpoint's numbers come from. */
  static String identity(RunConfig config, Map<String, String> dataSha256) {
    RunConfig defaults = RunConfig.defaults();
    TrainingConfig t = config.training();
    TrainingConfig training =
        new TrainingConfig(
            defaults.training().epochs(),
            t.batchSize(),
            t.optimizer(),
            t.loss(),
            t.shuffle(),
            t.validationSplit(),
            t.evaluate(),
            t.engine(),
            defaults.training().maxTime(),
            t.learningRateSchedule(),
            t.callbacks(),
            defaults.training().checkpoint());
    RunConfig same =
        new RunConfig(
            defaults.data(),
            config.network(),
            training,
            defaults.runtime(),
            defaults.serving(),
            defaults.spark());
    return Sha256.of(ConfigWriter.write(same) + String.join(" ", dataSha256.values()));
  }
}
