package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Keys;
import io.github.mnistdl4j.config.binding.Records;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** All that a checkpoint's numbers come from: a training can only be resumed if it is the same. */
final class TrainingIdentity {
  /** What may change between a training and its resumption. */
  static final Keys MAY_CHANGE =
      Keys.affecting(AppConfig.class, Affects.PLACE, Affects.LENGTH, Affects.NOTHING);

  private TrainingIdentity() {}

  /** Returns its SHA-256; the images are known by their hashes. */
  static String of(AppConfig config, Map<String, String> dataSha256) {
    AppConfig defaults = AppConfig.defaults();
    DataConfig learned =
        Records.with(defaults.run().data(), "outliers", config.run().data().outliers());
    AppConfig trained = Records.with(config, "run.data", learned);
    Map<String, @Nullable Object> keys = ConfigWriter.tree(MAY_CHANGE.reset(trained, defaults));
    leaveOutNewer(keys);
    return DigestUtils.sha256Hex(ConfigWriter.write(keys) + String.join(" ", dataSha256.values()));
  }

  /** Leaves out keys at their default that the first checkpoints did not know. */
  private static void leaveOutNewer(Map<String, @Nullable Object> keys) {
    section(keys, "data")
        .keySet()
        .retainAll(List.of("dataset", "directory", "train-csv", "test-csv", "outliers"));
    section(keys, "data").remove("outliers", "none");
    section(keys, "training").remove("validation-shuffle", false);
    section(keys, "training").remove("augmentation", null);
    section(keys, "training").remove("rejection-rate");
    section(keys, "training").remove("temperature-scaling");
    section(keys, "runtime").remove("first-layer");
    section(keys, "serving").remove("max-picture");
    for (Object layer : (List<?>) Objects.requireNonNull(section(keys, "network").get("layers"))) {
      ((Map<?, ?>) layer).remove("slope", Activation.LEAKY_RELU_SLOPE);
    }
    section(keys, "serving").remove("allowed-origins");
    section(keys, "serving").remove("access-log");
    section(keys, "serving").remove("tls");
    section(keys, "serving").remove("corrections");
  }

  @SuppressWarnings("unchecked") // a section is written as a map
  private static Map<String, @Nullable Object> section(
      Map<String, @Nullable Object> keys, String name) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(keys.get(name));
  }
}
