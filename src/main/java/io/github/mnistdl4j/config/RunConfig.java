package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.NOTHING;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.List;

/**
 * What a network is trained from. Programs start from the defaults, or a file, and alter values:
 *
 * <pre>{@code
 * RunConfig config = Records.with(RunConfig.defaults(), "training.epochs", 2);
 * config = Records.with(config, "training.optimizer", new Optimizer.Sgd(0.1));
 * MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
 * }</pre>
 */
public record RunConfig(
    @Key("Which images to learn from, and where they are.") DataConfig data,
    @Key("The network's layers and initial weights.") NetworkConfig network,
    @Key("How the network is trained.") TrainingConfig training,
    @Key(value = "How the machine is used.", affects = NOTHING) RuntimeConfig runtime)
    implements Validated {

  /** Returns the tutorial's configuration: every key at its default. */
  public static RunConfig defaults() {
    return ConfigLoader.parse(RunConfig.class, "", "defaults", List.of());
  }

  /**
   * Returns the configuration for images of so many classes.
   *
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if the last layer has another
   *     number of units
   */
  public RunConfig forClasses(int classes) {
    return Records.with(this, "network", network.forClasses(classes));
  }

  @Override
  public void check(ProblemSink problems) {
    LayerConfig output = network.outputLayer();
    int classes = data.dataset().classes().map(List::size).orElse(output.units().orElse(0));
    if (output.units().filter(units -> units != classes).isPresent()) {
      problems.add(
          "network.layers[%d].units".formatted(network.layers().size() - 1),
          "is %d, but %s has %d classes, and the last layer needs a unit for each: remove it, or set it to %3$d",
          output.outputs(),
          YamlNames.of(data.dataset()),
          classes);
    }
    if (training.loss() == Loss.CATEGORICAL_CROSSENTROPY
        && output.activation() != Activation.SOFTMAX) {
      problems.add(
          "network.layers[%d].activation".formatted(network.layers().size() - 1),
          "is %s, but the loss categorical-crossentropy needs probabilities: use softmax, or"
              + " training.loss: mean-squared-error",
          YamlNames.of(output.activation()));
    }
  }
}
