package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Evaluates networks, always in the same order and batches, so that the result is exact. */
public final class Evaluator {
  private static final int BATCH = 1000;

  /** Keras's {@code epsilon()}: probabilities are clipped to [ε, 1 − ε] before the logarithm. */
  private static final double EPSILON = 1e-7;

  private Evaluator() {}

  /** Measures a network's loss and accuracy over all images, and what it takes for what. */
  public static Evaluation evaluate(MultiLayerNetwork network, Digits digits, Loss loss) {
    var counts = new org.nd4j.evaluation.classification.Evaluation(NetworkConfig.CLASSES);
    DigitBatches batches = DigitBatches.inOrder(digits, BATCH);
    double sum = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      INDArray outputs = network.output(batch.getFeatures(), false);
      counts.eval(batch.getLabels(), outputs);
      sum += sum(loss, batch.getLabels().toFloatMatrix(), outputs.toFloatMatrix());
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

  private static double sum(Loss loss, float[][] truth, float[][] outputs) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum +=
          switch (loss) {
            case CATEGORICAL_CROSSENTROPY -> crossEntropy(truth[i], outputs[i]);
            case MEAN_SQUARED_ERROR -> meanSquaredError(truth[i], outputs[i]);
          };
    }
    return sum;
  }

  private static double crossEntropy(float[] truth, float[] probabilities) {
    double sum = 0;
    for (int k = 0; k < truth.length; k++) {
      sum -= truth[k] * Math.log(Math.min(Math.max(probabilities[k], EPSILON), 1 - EPSILON));
    }
    return sum;
  }

  private static double meanSquaredError(float[] truth, float[] outputs) {
    double sum = 0;
    for (int k = 0; k < truth.length; k++) {
      double difference = truth[k] - outputs[k];
      sum += difference * difference;
    }
    return sum / truth.length;
  }
}
