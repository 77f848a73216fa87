package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import java.util.List;

/**
 * A stack of dense layers over 784 inputs.
 *
 * @param seed every random choice of a run (weights, order of the images, dropout) derives from it
 */
public record NetworkConfig(
    @Key(value = "Seed of all randomness: same seed, same result.", byDefault = "1234", in = SEEDS)
        long seed,
    @Key(value = "Distribution of the initial weights; biases are 0.", byDefault = "glorot-uniform")
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

  /** The whole numbers from 0 that JSON has, up to 2⁵³ − 1. */
  static final String SEEDS = "[0, 9007199254740991]";

  public NetworkConfig {
    layers = List.copyOf(layers);
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
    if (outputLayer().dropout() > 0) {
      problems.add(output + ".dropout", "must be 0 on the last layer: its outputs are the answer");
    }
  }
}
