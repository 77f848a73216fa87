package io.github.mnistdl4j.config;

import java.util.List;

/** Everything a training run is made from; the whole YAML file. */
public record RunConfig(
    @Key("Which images to learn from, and where they are.") DataConfig data,
    @Key("The network's layers and how their weights start.") NetworkConfig network,
    @Key("How the network is trained.") TrainingConfig training,
    @Key("How the machine is used.") RuntimeConfig runtime,
    @Key("How serve answers requests, and what it puts up with.") ServingConfig serving,
    @Key("How a cluster of Apache Spark trains.") SparkConfig spark)
    implements Checked {

  /** The tutorial's configuration: every key at its default. */
  public static RunConfig defaults() {
    return ConfigLoader.parse("{}", "defaults", List.of());
  }

  /** The same with another number of epochs. */
  public RunConfig withEpochs(int epochs) {
    return new RunConfig(data, network, training.withEpochs(epochs), runtime, serving, spark);
  }

  /** The same with so many threads, unless they are set. */
  public RunConfig withThreads(int threads) {
    RuntimeConfig shared =
        new RuntimeConfig(
            runtime.threads() > 0 ? runtime.threads() : threads, runtime.blasKernels());
    return new RunConfig(data, network, training, shared, serving, spark);
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
