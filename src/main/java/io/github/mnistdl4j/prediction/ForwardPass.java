package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.RowSums;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/**
 * Computes a network's outputs for one image in plain Java, from a copy of its weights: for single
 * images Deeplearning4j's {@code output} takes many times longer, and two threads may not use it.
 * Immutable and so safe to use from several threads.
 */
final class ForwardPass {
  private final List<Dense> layers;

  private ForwardPass(List<Dense> layers) {
    this.layers = layers;
  }

  /** Copies the weights of a network that was made from these layers. */
  static ForwardPass of(MultiLayerNetwork network, List<LayerConfig> layers) {
    List<Dense> copies = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = network.getLayer(i);
      copies.add(
          new Dense(
              layer.getParam(DefaultParamInitializer.WEIGHT_KEY).toFloatMatrix(),
              layer.getParam(DefaultParamInitializer.BIAS_KEY).dup().data().asFloat(),
              layers.get(i).activation()));
    }
    return new ForwardPass(copies);
  }

  /** Returns the outputs {@code [10]} for an image {@code [784]}. */
  float[] outputs(float[] image) {
    float[] scores = scores(image);
    activate(scores);
    return scores;
  }

  /** Turns the outputs before the last layer's activation into those behind it. */
  void activate(float[] scores) {
    layers.get(layers.size() - 1).activate(scores);
  }

  /** Returns the outputs before the last layer's activation, {@code [10]}. */
  float[] scores(float[] image) {
    float[] values = image;
    for (int i = 0; i < layers.size(); i++) {
      values = layers.get(i).sums(values);
      if (i < layers.size() - 1) {
        layers.get(i).activate(values);
      }
    }
    return values;
  }

  /** Computes {@code activation(x · W + b)}; the weights of an input are a row. */
  private static final class Dense {
    private final float[][] weights;
    private final float[] bias;
    private final Activation activation;

    Dense(float[][] weights, float[] bias, Activation activation) {
      this.weights = weights;
      this.bias = bias;
      this.activation = activation;
    }

    float[] sums(float[] inputs) {
      int[] index = new int[inputs.length];
      float[] value = new float[inputs.length];
      int count = 0;
      for (int i = 0; i < inputs.length; i++) {
        if (inputs[i] != 0) { // not most pixels, and many units behind a ReLU
          index[count] = i;
          value[count++] = inputs[i];
        }
      }
      float[] sums = bias.clone();
      RowSums.add(sums, weights, index, value, 0, count, sums.length);
      return sums;
    }

    void activate(float[] x) {
      if (activation == Activation.SOFTMAX) {
        softmax(x);
        return;
      }
      for (int k = 0; k < x.length; k++) {
        x[k] = activate(x[k]);
      }
    }

    private float activate(float x) {
      return switch (activation) {
        case RELU -> Math.max(0, x);
        case TANH -> (float) Math.tanh(x);
        case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
        case LEAKY_RELU -> x < 0 ? (float) Activation.LEAKY_RELU_SLOPE * x : x;
        case ELU -> x < 0 ? (float) Math.expm1(x) : x;
        case IDENTITY, SOFTMAX -> x;
      };
    }

    private static void softmax(float[] x) {
      double most = x[Answers.largest(x, 0, x.length)];
      double[] powers = new double[x.length];
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        powers[k] = Math.exp(x[k] - most);
        sum += powers[k];
      }
      for (int k = 0; k < x.length; k++) {
        x[k] = (float) (powers[k] / sum);
      }
    }
  }
}
