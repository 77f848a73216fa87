package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.training.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run in a few words.
 *
 * @param status in a word
 * @param network its layers
 * @param figures what came of it
 * @param gap what training and test accuracy say about overfitting; empty if there is none
 */
record Summary(String status, String network, List<LabelledValue> figures, Optional<String> gap) {

  static Summary of(
      RunConfig config,
      List<EpochResult> epochs,
      Optional<Provenance> provenance,
      Optional<EvaluationResult> evaluation) {
    List<LabelledValue> figures = new ArrayList<>();
    evaluation.ifPresent(
        e -> {
          figures.add(new LabelledValue("test accuracy", Numbers.percent(e.accuracy())));
          figures.add(new LabelledValue("test loss", Numbers.decimal(e.loss())));
        });
    Optional<EpochResult> last =
        epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    last.ifPresent(
        epoch ->
            figures.add(
                new LabelledValue(
                    "training accuracy", Numbers.percent(epoch.training().accuracy()))));
    figures.add(
        new LabelledValue(
            "epochs", "%d of %d".formatted(epochs.size(), config.training().epochs())));
    figures.add(new LabelledValue("parameters", Numbers.count(parameters(config.network()))));
    figures.add(
        new LabelledValue(
            "of training",
            Numbers.seconds(epochs.stream().mapToDouble(EpochResult::seconds).sum())));
    return new Summary(
        provenance.map(p -> ProvenanceFacts.status(p.status())).orElse("unknown"),
        network(config),
        List.copyOf(figures),
        last.flatMap(epoch -> evaluation.map(e -> gap(epoch.training().accuracy(), e.accuracy()))));
  }

  /** Weights and biases of all layers. */
  static long parameters(NetworkConfig network) {
    long sum = 0;
    int inputs = NetworkConfig.INPUTS;
    for (LayerConfig layer : network.layers()) {
      sum += (inputs + 1L) * layer.units();
      inputs = layer.units();
    }
    return sum;
  }

  /** {@code 784 → 512 relu → 10 softmax}. */
  static String network(RunConfig config) {
    StringBuilder text = new StringBuilder(Integer.toString(NetworkConfig.INPUTS));
    for (LayerConfig layer : config.network().layers()) {
      text.append(" → ").append(layer.units()).append(' ').append(YamlNames.of(layer.activation()));
    }
    return text.toString();
  }

  private static String gap(double training, double test) {
    double points = 100 * (training - test);
    String meaning =
        points > 0
            ? "%.2f points fewer. This gap is overfitting: part of what the network has learned holds only for the images it has seen."
            : "%.2f points more: no overfitting so far.";
    return String.format(
        Locale.ROOT,
        "In its last epoch the network was right on %s of the images it learns from, and it is on"
            + " %s of those it has never seen, "
            + meaning,
        Numbers.percent(training),
        Numbers.percent(test),
        Math.abs(points));
  }
}
