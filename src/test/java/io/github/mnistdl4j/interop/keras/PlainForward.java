package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A network's answers by the definition, in doubles. */
public final class PlainForward {
  private PlainForward() {}

  /** Returns the answers, one row after the other, to rows of inputs. */
  public static double[] answers(DenseModel model, float[] inputs) {
    int pixels = model.height() * model.width();
    double[] answers = new double[inputs.length / pixels * model.outputs()];
    for (int row = 0; row < inputs.length / pixels; row++) {
      double[] x = new double[pixels];
      for (int i = 0; i < pixels; i++) {
        x[i] = inputs[row * pixels + i];
      }
      for (DenseWeights layer : model.layers()) {
        x = layer(layer, x);
      }
      System.arraycopy(x, 0, answers, row * x.length, x.length);
    }
    return answers;
  }

  private static double[] layer(DenseWeights layer, double[] x) {
    double[] y = new double[layer.units()];
    for (int unit = 0; unit < y.length; unit++) {
      y[unit] = layer.bias()[unit];
      for (int i = 0; i < x.length; i++) {
        y[unit] += x[i] * layer.kernel()[i * y.length + unit];
      }
    }
    if (layer.activation() == Activation.SOFTMAX) {
      double sum = Arrays.stream(y).map(Math::exp).sum();
      return Arrays.stream(y).map(v -> Math.exp(v) / sum).toArray();
    }
    return Arrays.stream(y).map(v -> activation(layer.activation(), v)).toArray();
  }

  private static double activation(Activation activation, double v) {
    return switch (activation) {
      case RELU -> Math.max(0, v);
      case TANH -> Math.tanh(v);
      case SIGMOID -> 1 / (1 + Math.exp(-v));
      case ELU -> v > 0 ? v : Math.expm1(v);
      case LEAKY_RELU -> v > 0 ? v : Activation.LEAKY_RELU_SLOPE * v;
      case IDENTITY, SOFTMAX -> v;
    };
  }

  /** Returns the little-endian float32s of a file. */
  public static float[] floats(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      float[] floats = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(floats);
      return floats;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
