package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.data.Digits;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Evaluates networks, always in the same order and batches, so that the result is exact. */
public final class Evaluator {
  /** Keras's {@code epsilon()}: probabilities are clipped to [ε, 1 − ε] before the logarithm. */
  private static final double EPSILON = 1e-7;

  private Evaluator() {}

  /**
   * Measures a network's loss and accuracy over all images, and what it takes for what.
   *
   * @param threads to share the work; they do not change the result
   */
  public static Evaluation evaluate(
      MultiLayerNetwork network, Digits digits, Loss loss, int threads) {
    var counts = new org.nd4j.evaluation.classification.Evaluation(NetworkConfig.CLASSES);
    float[] all = Outputs.of(network, digits, threads);
    float[] outputs = new float[NetworkConfig.CLASSES];
    double sum = 0;
    for (int image = 0; image < digits.size(); image++) {
      System.arraycopy(all, image * outputs.length, outputs, 0, outputs.length);
      int label = digits.label(image);
      counts.eval(argMax(outputs), label);
      sum += loss(loss, label, outputs);
    }
    double penalty = network.calcRegularizationScore(true);
    return result(counts, digits.size(), sum / digits.size() + penalty);
  }

  private static Evaluation result(
      org.nd4j.evaluation.classification.Evaluation counts, int images, double loss) {
    int classes = NetworkConfig.CLASSES;
    var matrix = counts.getConfusion();
    return new Evaluation(
        images,
        loss,
        counts.accuracy(),
        IntStream.range(0, classes).mapToObj(label -> score(counts, label)).toList(),
        new ConfusionMatrix(
            IntStream.range(0, classes)
                .mapToObj(
                    truth ->
                        IntStream.range(0, classes)
                            .mapToObj(prediction -> matrix.getCount(truth, prediction))
                            .toList())
                .toList()));
  }

  private static ClassScore score(org.nd4j.evaluation.classification.Evaluation counts, int label) {
    return new ClassScore(
        label,
        counts.getConfusion().getActualTotal(label),
        counts.precision(label, 0),
        counts.recall(label, 0),
        counts.f1(label));
  }

  private static double loss(Loss loss, int label, float[] outputs) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY ->
          -Math.log(Math.min(Math.max(outputs[label], EPSILON), 1 - EPSILON));
      case MEAN_SQUARED_ERROR -> meanSquaredError(label, outputs);
    };
  }

  private static double meanSquaredError(int label, float[] outputs) {
    double sum = 0;
    for (int k = 0; k < outputs.length; k++) {
      double difference = (k == label ? 1 : 0) - outputs[k];
      sum += difference * difference;
    }
    return sum / outputs.length;
  }

  private static int argMax(float[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      best = values[k] > values[best] ? k : best;
    }
    return best;
  }
}
