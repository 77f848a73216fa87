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
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Computes the outputs of a network of dense layers in plain Java, from a copy of its weights, by
 * the inputs that are not zero alone: not most pixels are, nor many units behind a ReLU. For single
 * images Deeplearning4j's {@code output} takes many times longer, and two threads may not use it.
 * Immutable and so safe to use from several threads.
 */
public final class ForwardPass {
  /** Images whose sums stay in the second-level cache, beside a band of weights. */
  static final int TOGETHER = 50;

  private final List<DensePass> layers;

  private ForwardPass(List<DensePass> layers) {
    this.layers = layers;
  }

  /** Copies a network's weights; empty if it has something else than plain dense layers. */
  public static Optional<ForwardPass> of(MultiLayerNetwork network) {
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    boolean plain =
        configuration.getDataType() == DataType.FLOAT
            && configuration.getInputPreProcessors().isEmpty();
    List<DensePass> copies = new ArrayList<>();
    FloatBuffer parameters = network.params().data().asNioFloat();
    for (int i = 0; plain && i < configuration.getConfs().size(); i++) {
      Object layer = configuration.getConf(i).getLayer();
      Optional<Activation> activation = activation(layer);
      plain = activation.isPresent();
      activation.ifPresent(
          known -> copies.add(DensePass.of((FeedForwardLayer) layer, parameters, known)));
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
    return layers.stream().map(layer -> new float[n][layer.units()]).toArray(float[][][]::new);
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
    float[][] sums = new float[1][layers.get(0).units()];
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
    layers.get(0).addTo(sums, index, change, n);
  }

  /** Returns the number of inputs and then of the units of each layer, the classes last. */
  public List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(layers.get(0).inputs());
    layers.forEach(layer -> sizes.add(layer.units()));
    return sizes;
  }

  /**
   * Returns what the units of the first layer make of an image: how much each fires, and what it
   * adds to a class's output before the last activation, by the output's gradient with respect to
   * the unit times how much it fires. With one hidden layer that is exactly what it adds; with
   * several, what it adds as long as the units behind keep their slopes: all of it behind ReLU.
   * Without a hidden layer the units are the outputs, and each adds to itself alone.
   *
   * @param image {@code [pixels]}
   * @return {@code [2, units]}: how much they fire, and what they add
   */
  public float[][] firstLayer(float[] image, int label) {
    float[][][] values = buffers(1);
    float[] scores = scores(new float[][] {image}, 1, values)[0];
    float[] gradient = new float[scores.length];
    gradient[label] = 1;
    for (int i = layers.size() - 1; i > 0; i--) {
      gradient = layers.get(i).backward(gradient);
      if (i > 1) {
        layers.get(i - 1).multiplyBySlope(gradient, values[i - 1][0]);
      }
    }
    float[] fired = values[0][0];
    float[] adds = new float[fired.length];
    for (int unit = 0; unit < fired.length; unit++) {
      adds[unit] = fired[unit] * gradient[unit];
    }
    return new float[][] {fired.clone(), adds};
  }

  /**
   * Returns the weights of the first layer's units: {@code [units · pixels]}, unit by unit, each
   * unit's largest magnitude being 127 unless all are 0.
   */
  public byte[] firstWeights() {
    return layers.get(0).weightsByUnit();
  }
}
