package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The format of Keras's {@code CSVLogger}: one row per epoch, with its number from 0 and then its
 * metrics in the order of their names; {@code NA} where there is none.
 *
 * @param separator of the columns
 * @param withTest whether any epoch is evaluated on the test set
 */
record CsvLogFormat(String separator, boolean withTest) {
  private static final String ABSENT = "NA";

  String text(List<EpochResult> epochs) {
    StringBuilder rows = new StringBuilder(row("epoch", metrics(epochs.get(0)).keySet()));
    for (EpochResult epoch : epochs) {
      rows.append(row(Integer.toString(epoch.epoch() - 1), metrics(epoch).values()));
    }
    return rows.toString();
  }

  private Map<String, Object> metrics(EpochResult epoch) {
    Map<String, Object> metrics = new TreeMap<>();
    add(metrics, "", Optional.of(epoch.training()));
    if (epoch.validation().isPresent()) {
      add(metrics, "val_", epoch.validation());
    }
    if (withTest) {
      add(metrics, "test_", epoch.test());
    }
    metrics.put("learning_rate", epoch.learningRate());
    return metrics;
  }

  private static void add(Map<String, Object> metrics, String prefix, Optional<Score> score) {
    metrics.put(prefix + "loss", score.<Object>map(Score::loss).orElse(ABSENT));
    metrics.put(prefix + "accuracy", score.<Object>map(Score::accuracy).orElse(ABSENT));
  }

  private String row(String first, Iterable<?> others) {
    StringBuilder row = new StringBuilder(first);
    others.forEach(value -> row.append(separator).append(value));
    return row.append('\n').toString();
  }
}
