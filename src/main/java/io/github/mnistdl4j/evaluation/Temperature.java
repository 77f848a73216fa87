package io.github.mnistdl4j.evaluation;

import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One number that calibrates a network's probabilities, softmax(z / T): Guo, Pleiss, Sun and
 * Weinberger, <i>On Calibration of Modern Neural Networks</i>, ICML 2017, section 4.2. The most
 * probable class stays the same.
 *
 * @param value T, in [0.25, 20]; above 1 it takes away confidence
 */
public record Temperature(double value) {
  /** Without a mistake among the images that set it, it would fall without end. */
  private static final double LEAST = 0.25;

  private static final double MOST = 20;

  /** Halvings of the interval: enough for all digits of a float. */
  private static final int HALVINGS = 40;

  /** Returns whether it can be applied; files are not to be believed. */
  public boolean isUsable() {
    return value >= LEAST && value <= MOST;
  }

  /**
   * Finds the temperature with the least mean negative log-likelihood, which has one minimum.
   *
   * @param scores a network's outputs before the softmax, to images that it has not learned from
   */
  public static Temperature of(Answers scores) {
    double low = Math.log(LEAST);
    double high = Math.log(MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (isTooHot(scores, Math.exp(middle))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return new Temperature((float) Math.exp((low + high) / 2));
  }

  /** Returns whether the likelihood falls with T: the truth's score is above the mean score. */
  private static boolean isTooHot(Answers scores, double temperature) {
    double slope = 0;
    for (int image = 0; image < scores.size(); image++) {
      float[] z = scores.outputs(image);
      double most = z[scores.predicted(image)];
      double sum = 0;
      double mean = 0;
      for (float each : z) {
        double power = Math.exp((each - most) / temperature);
        sum += power;
        mean += power * each;
      }
      slope += z[scores.truth(image)] - mean / sum;
    }
    return slope > 0;
  }

  /** Returns a copy of a network that answers at this temperature. */
  public MultiLayerNetwork appliedTo(MultiLayerNetwork network) {
    MultiLayerNetwork copy = network.clone();
    apply(copy);
    return copy;
  }

  /** Has a network answer at this temperature: its last layer is divided by it. */
  public void apply(MultiLayerNetwork network) {
    int last = network.getnLayers() - 1;
    network.getLayer(last).getParam("W").divi(value);
    network.getLayer(last).getParam("b").divi(value);
  }

  /**
   * Returns what the probabilities were without it: the powers by T, scaled to a sum of 1.
   *
   * @param calibrated answers at this temperature
   */
  public Answers takenFrom(Answers calibrated) {
    int classes = calibrated.digits().info().classes().size();
    float[] outputs = new float[calibrated.size() * classes];
    for (int image = 0; image < calibrated.size(); image++) {
      double most = calibrated.confidence(image);
      double[] powers = new double[classes];
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        powers[k] = Math.pow(calibrated.output(image, k) / most, value);
        sum += powers[k];
      }
      for (int k = 0; k < classes; k++) {
        outputs[image * classes + k] = (float) (powers[k] / sum);
      }
    }
    return new Answers(calibrated.digits(), outputs);
  }

  /** Returns it in a sentence, with the calibration errors of answers with it and without. */
  public String inWords(Answers calibrated) {
    return String.format(
        Locale.ROOT,
        "Calibrated at temperature %.3f: expected calibration error %.2f points, without it %.2f",
        value,
        100 * Calibration.of(calibrated).expectedError(),
        100 * Calibration.of(takenFrom(calibrated)).expectedError());
  }
}
