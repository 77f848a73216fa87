package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stack of dense layers over 784 inputs.
 *
 * @param seed every random choice of a run (weights, order of the images, dropout) derives from it
 */
public record NetworkConfig(
    @Key(value = "Seed of all randomness: same seed, same result.", byDefault = "1234", in = SEEDS)
        long seed,
    @Key(
            value = "Distribution of the initial weights; biases start at zero.",
            byDefault = "glorot-uniform")
        WeightInit weightInit,
    @Key(
            value = "Dense layers from input to output; the last has 10 units.",
            byDefault =
                "[{units: 512, activation: relu}, {units: " + CLASSES + ", activation: softmax}]")
        List<LayerConfig> layers)
    implements Validated {

  /** Pixels along each side of an image. */
  public static final int SIDE = 28;

  /** Pixels of an image, and so inputs of the network. */
  public static final int INPUTS = SIDE * SIDE;

  /** Classes of images, and so outputs of the network. */
  public static final int CLASSES = 10;

  /** So many float32s fit into an array of bytes, as files and checksums have them. */
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE / Float.BYTES;

  /** The whole numbers from 0 that JSON has, up to 2⁵³ − 1. */
  static final String SEEDS = "[0, 9007199254740991]";

  public NetworkConfig {
    layers = List.copyOf(layers);
  }

  /** Returns the number of weights and biases of all layers. */
  public long parameters() {
    return IntStream.range(0, layers.size()).mapToLong(this::parameters).sum();
  }

  /** Returns the number of weights and biases of a layer. */
  public long parameters(int layer) {
    int inputs = layer == 0 ? INPUTS : layers.get(layer - 1).units();
    return (inputs + 1L) * layers.get(layer).units();
  }

  /** Returns the last layer, whose outputs are the network's. */
  public LayerConfig outputLayer() {
    return layers.get(layers.size() - 1);
  }

  @Override
  public void check(ProblemSink problems) {
    String output = "layers[%d]".formatted(layers.size() - 1);
    if (outputLayer().units() != CLASSES) {
      problems.add(
          output + ".units",
          "is %d, but the last layer needs %d, one for each class",
          outputLayer().units(),
          CLASSES);
    }
    if (parameters() > MOST_PARAMETERS) {
      problems.add(
          "layers",
          "have %,d weights and biases (%,d MiB), but a network may have at most %,d (2 GiB): choose fewer units",
          parameters(),
          (parameters() * Float.BYTES) >> 20,
          MOST_PARAMETERS);
    }
    if (outputLayer().dropout() > 0) {
      problems.add(output + ".dropout", "must be 0 on the last layer: its outputs are the answer");
    }
  }
}
