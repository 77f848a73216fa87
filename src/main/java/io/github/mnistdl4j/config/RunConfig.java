package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.ConfigSchema;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.List;

/** Everything a training run is made from; the whole YAML file. */
public record RunConfig(
    @Key("Which images to learn from, and where they are.") DataConfig data,
    @Key("The network's layers and how their weights start.") NetworkConfig network,
    @Key("How the network is trained.") TrainingConfig training,
    @Key("How the machine is used.") RuntimeConfig runtime,
    @Key("How serve answers requests, and what it puts up with.") ServingConfig serving,
    @Key("How a cluster of Apache Spark trains.") SparkConfig spark)
    implements Validated {

  /** The tutorial's configuration: every key at its default. */
  public static RunConfig defaults() {
    return ConfigLoader.parse("{}", "defaults", List.of());
  }

  /** Returns the JSON Schema of the YAML file, ending in a newline. */
  public static String jsonSchema() {
    return ConfigSchema.json("mnist-dl4j configuration", RunConfig.class);
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
