package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Keys;
import io.github.mnistdl4j.config.binding.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** Says what must be the same for a training to be resumed, and what may change. */
public final class Resumption {
  private static final Keys MAY_CHANGE =
      Keys.affecting(AppConfig.class, Affects.PLACE, Affects.LENGTH, Affects.NOTHING);

  private Resumption() {}

  /**
   * Checks that a run can be resumed with a configuration.
   *
   * @throws RunException that lists what differs and must not
   */
  public static void requireSame(SavedRun run, AppConfig wanted) {
    List<String> different = MAY_CHANGE.othersThatDiffer(run.config(), wanted);
    if (!different.isEmpty()) {
      throw new RunException(
          "The run %s was trained with another configuration:%n%sOnly %s may change. Leave the others as they were, or train a new run."
              .formatted(run.directory().path(), String.join("", different), MAY_CHANGE));
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
          "The run %s was trained %s and can only be resumed like that."
              .formatted(
                  run.directory().path(),
                  before.map("on %s"::formatted).orElse("by one machine alone")));
    }
  }

  /** Returns a hash of all that a checkpoint's numbers come from; the images by their hashes. */
  static String identity(AppConfig config, Map<String, String> dataSha256) {
    AppConfig defaults = AppConfig.defaults();
    AppConfig trained = Records.with(config, "run.data", defaults.run().data());
    return DigestUtils.sha256Hex(
        ConfigWriter.write(MAY_CHANGE.reset(trained, defaults))
            + String.join(" ", dataSha256.values()));
  }
}
