package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stack of dense layers over an image's pixels.
 *
 * @param seed every random choice of a run (weights, order of the images, dropout) derives from it
 */
public record NetworkConfig(
    @Key(value = "Seed of all randomness: same seed, same result.", byDefault = "1234", in = SEEDS)
        long seed,
    @Key(value = "Distribution of the initial weights; biases are 0.", byDefault = "glorot-uniform")
        WeightInit weightInit,
    @Key(
            value = "Dense layers from input to output; the last has a unit for each class.",
            byDefault = "[{units: 512, activation: relu}, {activation: softmax}]")
        List<LayerConfig> layers)
    implements Validated {

  /** So many float32s fit into an array of bytes, as files and checksums have them. */
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE / Float.BYTES;

  /** The whole numbers from 0 that JSON has, up to 2⁵³ − 1. */
  static final String SEEDS = "[0, 9007199254740991]";

  public NetworkConfig {
    layers = List.copyOf(layers);
  }

  /** Returns the number of weights and biases of all layers, over so many inputs. */
  public long parameters(int inputs) {
    return IntStream.range(0, layers.size()).mapToLong(layer -> parameters(layer, inputs)).sum();
  }

  /** Returns the number of weights and biases of one layer. */
  public long parameters(int layer, int inputs) {
    int before = layer == 0 ? inputs : layers.get(layer - 1).outputs();
    return (before + 1L) * layers.get(layer).outputs();
  }

  /** Returns the last layer, whose outputs are the network's. */
  public LayerConfig outputLayer() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Returns the network with as many outputs as there are classes.
   *
   * @throws InvalidConfigException if the last layer has another number of units
   */
  public NetworkConfig forClasses(int classes) {
    if (outputLayer().units().filter(units -> units != classes).isPresent()) {
      throw invalid(
          "network.layers[%d].units is %d, but the images have %d classes, and the last layer needs a unit for each: remove it, or set it to %3$d",
          layers.size() - 1, outputLayer().outputs(), classes);
    }
    List<LayerConfig> complete = new ArrayList<>(layers);
    complete.set(layers.size() - 1, Records.with(outputLayer(), "units", Optional.of(classes)));
    return Records.with(this, "layers", complete);
  }

  /**
   * Checks that the network's parameters fit into memory and files, for images of so many pixels.
   *
   * @throws InvalidConfigException if there are too many
   */
  public void requireSize(int inputs) {
    sizeProblem(inputs)
        .ifPresent(
            problem -> {
              throw invalid("network.layers %s", problem);
            });
  }

  Optional<String> sizeProblem(int inputs) {
    if (layers.stream().anyMatch(layer -> layer.units().isEmpty())) {
      return Optional.empty(); // a problem of its own
    }
    long parameters = parameters(inputs);
    return parameters <= MOST_PARAMETERS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "have %,d weights and biases (%,d MiB), but a network may have at most %,d (2 GiB): choose fewer units",
                parameters,
                (parameters * Float.BYTES) >> 20,
                MOST_PARAMETERS));
  }

  private static InvalidConfigException invalid(String problem, Object... arguments) {
    String text = String.format(Locale.ROOT, problem, arguments);
    return new InvalidConfigException("The configuration", List.of(text));
  }

  @Override
  public void check(ProblemSink problems) {
    String output = "layers[%d]".formatted(layers.size() - 1);
    for (int i = 0; i < layers.size() - 1; i++) {
      if (layers.get(i).units().isEmpty()) {
        problems.add(
            "layers[%d].units".formatted(i), "is missing; only the last layer may lack it");
      }
    }
    for (int i = 0; i < layers.size(); i++) {
      LayerConfig layer = layers.get(i);
      if (layer.slope() != Activation.LEAKY_RELU_SLOPE
          && layer.activation() != Activation.LEAKY_RELU) {
        problems.add(
            "layers[%d].slope".formatted(i), "is for the activation leaky-relu alone: remove it");
      }
    }
    if (outputLayer().dropout() > 0) {
      problems.add(output + ".dropout", "must be 0 on the last layer: its outputs are the answer");
    }
  }
}
