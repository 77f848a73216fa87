package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.NOTHING;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.List;

/**
 * What a network is trained from. Programs start from the defaults, or a file, and alter values:
 *
 * <pre>{@code
 * RunConfig config = Records.with(RunConfig.defaults(), "training.epochs", 2);
 * config = Records.with(config, "training.optimizer", new Optimizer.Sgd(0.1));
 * MultiLayerNetwork network = Networks.create(config);
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

  @Override
  public void check(ProblemSink problems) {
    LayerConfig output = network.outputLayer();
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
