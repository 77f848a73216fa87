package io.github.mnistdl4j.config;

import java.util.List;

/** Everything a training run is made from; the whole YAML file. */
public record RunConfig(
    @Key("Which images to learn from, and where they are.") DataConfig data,
    @Key("The network's layers and how their weights start.") NetworkConfig network,
    @Key("How the network is trained.") TrainingConfig training,
    @Key("How the machine is used.") RuntimeConfig runtime,
    @Key("How serve answers requests, and what it puts up with.") ServingConfig serving)
    implements Checked {

  /** The tutorial's configuration: every key at its default. */
  public static RunConfig defaults() {
    return ConfigLoader.parse("{}", "defaults", List.of());
  }

  @Override
  public void check(Problems problems) {
    LayerConfig output = network.outputLayer();
    if (training.loss() == Loss.CATEGORICAL_CROSSENTROPY
        && output.activation() != Activation.SOFTMAX) {
      problems.add(
          "network.layers[%d].activation".formatted(network.layers().size() - 1),
          "is %s, but the loss categorical-crossentropy needs probabilities: use softmax, or"
              + " training.loss: mean-squared-error",
          Names.of(output.activation()));
    }
  }
}
