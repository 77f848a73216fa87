package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Computes the outputs of a network of dense layers in plain Java, from a copy of its weights, by
 * the inputs that are not zero alone: not most pixels are, nor many units behind a ReLU. For single
 * images Deeplearning4j's {@code output} takes many times longer, and two threads may not use it.
 * Immutable and so safe to use from several threads.
 */
public final class ForwardPass {
  /** Weights of a band of inputs, which stay in the second-level cache while images pass. */
  private static final int BAND_WEIGHTS = 1 << 16;

  /** Images whose sums stay in that cache, beside the weights of a band. */
  static final int TOGETHER = 50;

  private final List<Dense> layers;

  private ForwardPass(List<Dense> layers) {
    this.layers = layers;
  }

  /** Copies a network's weights; empty if it has something else than plain dense layers. */
  public static Optional<ForwardPass> of(MultiLayerNetwork network) {
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    boolean plain =
        configuration.getDataType() == DataType.FLOAT
            && configuration.getInputPreProcessors().isEmpty();
    List<Dense> copies = new ArrayList<>();
    FloatBuffer parameters = network.params().data().asNioFloat();
    for (int i = 0; plain && i < configuration.getConfs().size(); i++) {
      Object layer = configuration.getConf(i).getLayer();
      Optional<Activation> activation = activation(layer);
      plain = activation.isPresent();
      activation.ifPresent(
          known -> copies.add(Dense.of((FeedForwardLayer) layer, parameters, known)));
    }
    return plain ? Optional.of(new ForwardPass(copies)) : Optional.empty();
  }

  /** Returns the activation of a plain dense layer; empty for any other layer. */
  private static Optional<Activation> activation(Object layer) {
    boolean plain =
        layer.getClass() == DenseLayer.class
            ? ((DenseLayer) layer).isHasBias() && !((DenseLayer) layer).isHasLayerNorm()
            : layer.getClass() == OutputLayer.class && ((OutputLayer) layer).isHasBias();
    return plain ? Networks.activation(((BaseLayer) layer).getActivationFn()) : Optional.empty();
  }

  /** Returns the outputs {@code [classes]} for an image {@code [pixels]}. */
  public float[] outputs(float[] image) {
    float[] scores = scores(image);
    activate(scores);
    return scores;
  }

  /** Turns the outputs before the last layer's activation into those behind it. */
  public void activate(float[] scores) {
    layers.get(layers.size() - 1).activate(scores);
  }

  /** Returns the outputs before the last layer's activation, {@code [classes]}. */
  public float[] scores(float[] image) {
    return scores(new float[][] {image}, 1, buffers(1))[0];
  }

  /**
   * Returns the outputs of each hidden layer for images, {@code [layers][n][units]}, behind the
   * activation.
   */
  public float[][][] hidden(Digits digits) {
    float[][][] hidden = new float[layers.size() - 1][digits.size()][];
    float[][] images = new float[Math.min(TOGETHER, digits.size())][digits.info().pixels()];
    for (int first = 0; first < digits.size(); first += images.length) {
      int count = Math.min(images.length, digits.size() - first);
      for (int i = 0; i < count; i++) {
        digits.copyScaled(first + i, images[i], 0);
      }
      float[][][] buffers = buffers(count);
      scores(images, count, buffers);
      for (int layer = 0; layer < hidden.length; layer++) {
        System.arraycopy(buffers[layer], 0, hidden[layer], first, count);
      }
    }
    return hidden;
  }

  /** Returns arrays for the sums of all layers for some images, {@code [layers, n, units]}. */
  float[][][] buffers(int n) {
    return layers.stream().map(layer -> new float[n][layer.bias.length]).toArray(float[][][]::new);
  }

  /**
   * Returns the outputs before the last layer's activation for some images, {@code [n, classes]},
   * the last of the buffers: for each image the same as for it alone.
   *
   * @param images {@code [n, pixels]}, and perhaps more, which are left out
   * @param buffers overwritten
   */
  float[][] scores(float[][] images, int n, float[][][] buffers) {
    layers.get(0).sums(images, n, buffers[0]);
    return scoresOfSums(n, buffers);
  }

  /** Returns the same for what the first of the buffers has already: the first layer's sums. */
  float[][] scoresOfSums(int n, float[][][] buffers) {
    for (int i = 1; i < buffers.length; i++) {
      for (int row = 0; row < n; row++) {
        layers.get(i - 1).activate(buffers[i - 1][row]);
      }
      layers.get(i).sums(buffers[i - 1], n, buffers[i]);
    }
    return buffers[buffers.length - 1];
  }

  /**
   * Returns the sums of the first layer for an image, {@code [units]}, before its activation.
   *
   * @param image {@code [pixels]}
   */
  float[] firstSums(float[] image) {
    float[][] sums = new float[1][layers.get(0).bias.length];
    layers.get(0).sums(new float[][] {image}, 1, sums);
    return sums[0];
  }

  /**
   * Adds to the sums of the first layer what some inputs' changes make of them.
   *
   * @param index of each input that is changed
   * @param change of each of them
   * @param n how many they are
   */
  void addToFirstSums(float[] sums, int[] index, float[] change, int n) {
    RowSums.add(sums, layers.get(0).weights, index, change, 0, n, sums.length);
  }

  /** Computes {@code activation(x · W + b)}; the weights of an input are a row. */
  private static final class Dense {
    private final float[][] weights;
    private final float[] bias;
    private final Activation activation;
    private final float slope;

    private Dense(float[][] weights, float[] bias, Activation activation, float slope) {
      this.weights = weights;
      this.bias = bias;
      this.activation = activation;
      this.slope = slope;
    }

    /** Copies the next layer: Deeplearning4j has the weights of a unit contiguous. */
    static Dense of(FeedForwardLayer layer, FloatBuffer parameters, Activation activation) {
      float[][] weights = new float[(int) layer.getNIn()][(int) layer.getNOut()];
      float[] column = new float[weights.length];
      float[] bias = new float[(int) layer.getNOut()];
      for (int unit = 0; unit < bias.length; unit++) {
        parameters.get(column);
        for (int i = 0; i < column.length; i++) {
          weights[i][unit] = column[i];
        }
      }
      parameters.get(bias);
      return new Dense(weights, bias, activation, slope(layer));
    }

    private static float slope(FeedForwardLayer layer) {
      return layer.getActivationFn() instanceof ActivationLReLU leaky
          ? (float) leaky.getAlpha()
          : 0;
    }

    /** Sets the sums to {@code x · W + b} for n inputs x; band by band of them. */
    void sums(float[][] inputs, int n, float[][] sums) {
      int units = bias.length;
      int width = Math.max(1, Math.min(weights.length, BAND_WEIGHTS / units));
      int[] index = new int[width + 1];
      float[] value = new float[width + 1];
      for (int row = 0; row < n; row++) {
        System.arraycopy(bias, 0, sums[row], 0, units);
      }
      for (int first = 0; first < weights.length; first += width) {
        int end = Math.min(weights.length, first + width);
        for (int row = 0; row < n; row++) {
          int count = RowSums.gather(inputs[row], first, end, index, value);
          RowSums.add(sums[row], weights, index, value, 0, count, units);
        }
      }
    }

    void activate(float[] x) {
      switch (activation) {
        case SOFTMAX -> softmax(x);
        case RELU -> rectify(x);
        case IDENTITY -> {}
        default -> {
          for (int k = 0; k < x.length; k++) {
            x[k] = activate(x[k]);
          }
        }
      }
    }

    private static void rectify(float[] x) {
      for (int k = 0; k < x.length; k++) {
        x[k] = Math.max(0, x[k]);
      }
    }

    private float activate(float x) {
      return switch (activation) {
        case TANH -> (float) (1 - 2 / (Math.exp(2.0 * x) + 1)); // Math.tanh takes thrice as long
        case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
        case LEAKY_RELU -> x < 0 ? slope * x : x;
        case ELU -> x < 0 ? (float) Math.expm1(x) : x;
        case RELU, IDENTITY, SOFTMAX -> x;
      };
    }

    private static void softmax(float[] x) {
      double most = x[0];
      for (float each : x) {
        most = Math.max(most, each);
      }
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
