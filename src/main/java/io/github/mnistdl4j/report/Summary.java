package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.training.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums up a run.
 *
 * @param gap what training and test accuracy say about overfitting, if both are known
 */
record Summary(String status, String network, List<Fact> figures, Optional<String> gap) {

  static Summary of(
      RunConfig config,
      DatasetInfo images,
      List<EpochResult> epochs,
      Optional<Provenance> provenance,
      Optional<EvaluationResult> evaluation) {
    NetworkConfig network = config.network().forClasses(images.classes().size());
    List<Fact> figures = new ArrayList<>();
    evaluation.ifPresent(
        e -> {
          figures.add(new Fact("test accuracy", Numbers.percent(e.accuracy())));
          figures.add(new Fact("test loss", Numbers.decimal(e.loss())));
        });
    Optional<EpochResult> last = epochs.stream().reduce((first, second) -> second);
    if (evaluation.isEmpty()) {
      last.flatMap(EpochResult::validation)
          .ifPresent(
              v -> figures.add(new Fact("validation accuracy", Numbers.percent(v.accuracy()))));
    }
    Optional<Double> training = last.map(epoch -> epoch.training().accuracy());
    training.ifPresent(a -> figures.add(new Fact("training accuracy", Numbers.percent(a))));
    double seconds = epochs.stream().mapToDouble(EpochResult::seconds).sum();
    figures.addAll(
        List.of(
            Fact.of("epochs", "%d of %d", epochs.size(), config.training().epochs()),
            Fact.of("parameters", "%,d", network.parameters(images.pixels())),
            new Fact("of training", Numbers.seconds(seconds))));
    return new Summary(
        provenance.map(p -> p.status().word()).orElse("unknown"),
        network(network, images),
        List.copyOf(figures),
        training.flatMap(accuracy -> evaluation.map(e -> e.gap("its last epoch", accuracy))));
  }

  /** Returns the layers, as {@code 784 → 512 relu → 10 softmax}. */
  static String network(NetworkConfig network, DatasetInfo images) {
    StringBuilder text = new StringBuilder(Integer.toString(images.pixels()));
    for (LayerConfig layer : network.layers()) {
      text.append(" → ").append(layer.outputs());
      text.append(' ').append(YamlNames.of(layer.activation()));
    }
    return text.toString();
  }
}
