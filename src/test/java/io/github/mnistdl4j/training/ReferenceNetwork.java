package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Back-propagation written down from the textbook in float64, as slow as it is plain: what
 * Deeplearning4j's float32 is compared with. Formulas: Goodfellow, Bengio, Courville, "Deep
 * Learning", algorithms 6.3 and 6.4; the optimizers as {@code Optimizer} writes them, Keras's but
 * for the differences it names.
 */
final class ReferenceNetwork {
  private final RunConfig config;
  private final List<double[][]> weights = new ArrayList<>(); // [in][out]
  private final List<double[]> biases = new ArrayList<>();
  private final List<double[]> firstMoments = new ArrayList<>();
  private final List<double[]> secondMoments = new ArrayList<>();
  private int step;
  private long correct;

  /** Starts with the weights that a network has. */
  ReferenceNetwork(RunConfig config, MultiLayerNetwork start) {
    this.config = config;
    for (int i = 0; i < config.network().layers().size(); i++) {
      weights.add(start.getParam(i + "_W").toDoubleMatrix());
      biases.add(start.getParam(i + "_b").toDoubleVector());
      int parameters = weights.get(i).length * biases.get(i).length + biases.get(i).length;
      firstMoments.add(new double[parameters]);
      secondMoments.add(new double[parameters]);
      if (config.training().optimizer() instanceof Optimizer.Adagrad adagrad) {
        Arrays.fill(secondMoments.get(i), adagrad.initialAccumulatorValue());
      }
    }
  }

  /** Learns from a batch; returns its mean loss before the update, penalties included. */
  double fit(double[][] images, double[][] truth) {
    int layers = weights.size();
    List<double[][]> gradients = new ArrayList<>();
    List<double[]> biasGradients = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      gradients.add(new double[weights.get(i).length][biases.get(i).length]);
      biasGradients.add(new double[biases.get(i).length]);
    }
    double loss = 0;
    correct = 0;
    for (int n = 0; n < images.length; n++) {
      List<double[]> inputs = new ArrayList<>();
      List<double[]> sums = new ArrayList<>();
      double[] x = images[n];
      for (int i = 0; i < layers; i++) {
        inputs.add(x);
        sums.add(affine(x, weights.get(i), biases.get(i)));
        x = activate(layer(i), sums.get(i));
      }
      loss += loss(truth[n], x) / images.length;
      correct += argMax(x) == argMax(truth[n]) ? 1 : 0;
      double[] delta = lossGradient(truth[n], x);
      for (int i = layers - 1; i >= 0; i--) {
        delta = through(layer(i), sums.get(i), delta);
        double[] below = new double[weights.get(i).length];
        for (int in = 0; in < below.length; in++) {
          for (int out = 0; out < delta.length; out++) {
            gradients.get(i)[in][out] += inputs.get(i)[in] * delta[out] / images.length;
            below[in] += weights.get(i)[in][out] * delta[out];
          }
        }
        for (int out = 0; out < delta.length; out++) {
          biasGradients.get(i)[out] += delta[out] / images.length;
        }
        delta = below;
      }
    }
    loss += penalties(gradients);
    step++;
    for (int i = 0; i < layers; i++) {
      update(i, gradients.get(i), biasGradients.get(i));
    }
    return loss;
  }

  /** Right answers of the batch learned from last, before its update. */
  long correct() {
    return correct;
  }

  /**
   * Parameters of a layer: its weights unit by unit, then its biases, as Deeplearning4j lays them.
   */
  double[] parameters(int layer) {
    double[][] w = weights.get(layer);
    int units = biases.get(layer).length;
    double[] flat = new double[(w.length + 1) * units];
    for (int out = 0; out < units; out++) {
      for (int in = 0; in < w.length; in++) {
        flat[out * w.length + in] = w[in][out];
      }
      flat[w.length * units + out] = biases.get(layer)[out];
    }
    return flat;
  }

  private LayerConfig layer(int i) {
    return config.network().layers().get(i);
  }

  private static double[] affine(double[] x, double[][] w, double[] b) {
    double[] sums = b.clone();
    for (int in = 0; in < x.length; in++) {
      for (int out = 0; out < sums.length; out++) {
        sums[out] += x[in] * w[in][out];
      }
    }
    return sums;
  }

  private static double[] activate(LayerConfig layer, double[] z) {
    if (layer.activation() == Activation.SOFTMAX) {
      double max = Arrays.stream(z).max().orElseThrow();
      double sum = Arrays.stream(z).map(v -> Math.exp(v - max)).sum();
      return Arrays.stream(z).map(v -> Math.exp(v - max) / sum).toArray();
    }
    return Arrays.stream(z).map(v -> value(layer, v)).toArray();
  }

  private static double value(LayerConfig layer, double z) {
    return switch (layer.activation()) {
      case RELU -> Math.max(0, z);
      case TANH -> Math.tanh(z);
      case SIGMOID -> 1 / (1 + Math.exp(-z));
      case IDENTITY -> z;
      case LEAKY_RELU -> z > 0 ? z : layer.slope() * z;
      case ELU -> z > 0 ? z : Math.expm1(z);
      case SOFTMAX -> throw new IllegalArgumentException("not element by element");
    };
  }

  /** The gradient with respect to the sums, from that with respect to the activations. */
  private static double[] through(LayerConfig layer, double[] z, double[] gradient) {
    double[] a = activate(layer, z);
    double[] result = new double[z.length];
    double dot = 0;
    for (int k = 0; k < z.length; k++) {
      dot += gradient[k] * a[k];
    }
    for (int k = 0; k < z.length; k++) {
      result[k] =
          switch (layer.activation()) {
            case RELU -> z[k] > 0 ? gradient[k] : 0;
            case TANH -> gradient[k] * (1 - a[k] * a[k]);
            case SIGMOID -> gradient[k] * a[k] * (1 - a[k]);
            case IDENTITY -> gradient[k];
            case LEAKY_RELU -> z[k] > 0 ? gradient[k] : layer.slope() * gradient[k];
            case ELU -> z[k] > 0 ? gradient[k] : gradient[k] * Math.exp(z[k]);
            case SOFTMAX -> a[k] * (gradient[k] - dot);
          };
    }
    return result;
  }

  private double loss(double[] t, double[] p) {
    double sum = 0;
    for (int k = 0; k < t.length; k++) {
      sum +=
          config.training().loss() == Loss.CATEGORICAL_CROSSENTROPY
              ? (t[k] == 0 ? 0 : -t[k] * Math.log(p[k]))
              : (t[k] - p[k]) * (t[k] - p[k]) / t.length;
    }
    return sum;
  }

  private double[] lossGradient(double[] t, double[] p) {
    double[] gradient = new double[t.length];
    for (int k = 0; k < t.length; k++) {
      gradient[k] =
          config.training().loss() == Loss.CATEGORICAL_CROSSENTROPY
              ? (t[k] == 0 ? 0 : -t[k] / p[k])
              : 2 * (p[k] - t[k]) / t.length;
    }
    return gradient;
  }

  /** Keras's L1 and L2: adds their gradients, returns their sum. */
  private double penalties(List<double[][]> gradients) {
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      for (int in = 0; in < weights.get(i).length; in++) {
        for (int out = 0; out < biases.get(i).length; out++) {
          double w = weights.get(i)[in][out];
          sum += layer(i).l1() * Math.abs(w) + layer(i).l2() * w * w;
          gradients.get(i)[in][out] += layer(i).l1() * Math.signum(w) + 2 * layer(i).l2() * w;
        }
      }
    }
    return sum;
  }

  private void update(int layer, double[][] gradient, double[] biasGradient) {
    int at = 0;
    for (int in = 0; in < gradient.length; in++) {
      for (int out = 0; out < biasGradient.length; out++) {
        weights.get(layer)[in][out] += change(layer, at++, gradient[in][out]);
      }
    }
    for (int out = 0; out < biasGradient.length; out++) {
      biases.get(layer)[out] += change(layer, at++, biasGradient[out]);
    }
  }

  private double change(int layer, int at, double g) {
    double[] m = firstMoments.get(layer);
    double[] v = secondMoments.get(layer);
    Optimizer optimizer = config.training().optimizer();
    if (optimizer instanceof Optimizer.Rmsprop o) {
      v[at] = o.rho() * v[at] + (1 - o.rho()) * g * g;
      return -o.learningRate() * g / (Math.sqrt(v[at]) + o.epsilon());
    }
    if (optimizer instanceof Optimizer.Sgd o) {
      return -o.learningRate() * g;
    }
    if (optimizer instanceof Optimizer.Nesterovs o) {
      m[at] = o.momentum() * m[at] - o.learningRate() * g;
      return o.momentum() * m[at] - o.learningRate() * g;
    }
    if (optimizer instanceof Optimizer.Adam o) {
      m[at] = o.beta1() * m[at] + (1 - o.beta1()) * g;
      v[at] = o.beta2() * v[at] + (1 - o.beta2()) * g * g;
      double corrected = Math.sqrt(1 - Math.pow(o.beta2(), step)) / (1 - Math.pow(o.beta1(), step));
      return -o.learningRate() * corrected * m[at] / (Math.sqrt(v[at]) + o.epsilon());
    }
    if (optimizer instanceof Optimizer.Adamax o) {
      m[at] = o.beta1() * m[at] + (1 - o.beta1()) * g;
      v[at] = Math.max(o.beta2() * v[at], Math.abs(g));
      return -o.learningRate() / (1 - Math.pow(o.beta1(), step)) * (v[at] == 0 ? 0 : m[at] / v[at]);
    }
    if (optimizer instanceof Optimizer.Nadam o) {
      m[at] = o.beta1() * m[at] + (1 - o.beta1()) * g;
      v[at] = o.beta2() * v[at] + (1 - o.beta2()) * g * g;
      double ahead = 1 - Math.pow(o.beta1(), step);
      double nesterov = o.beta1() * m[at] / ahead + (1 - o.beta1()) * g / ahead;
      return -o.learningRate() * nesterov / (Math.sqrt(v[at]) + o.epsilon());
    }
    if (optimizer instanceof Optimizer.Adagrad o) {
      v[at] += g * g;
      return -o.learningRate() * g / (Math.sqrt(v[at]) + o.epsilon());
    }
    if (optimizer instanceof Optimizer.Adadelta o) {
      v[at] = o.rho() * v[at] + (1 - o.rho()) * g * g;
      double change = -Math.sqrt(m[at] + o.epsilon()) / Math.sqrt(v[at] + o.epsilon()) * g;
      m[at] = o.rho() * m[at] + (1 - o.rho()) * change * change;
      return change;
    }
    throw new IllegalArgumentException("no formula for " + optimizer);
  }

  private static int argMax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
