package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Evaluates networks, always in the same order and batches, so that results are reproducible. */
public final class Evaluator {
  /** Keras's {@code epsilon()}: probabilities are clipped to [ε, 1 − ε] before the logarithm. */
  private static final double EPSILON = 1e-7;

  private Evaluator() {}

  /**
   * Measures a network's loss, accuracy and confusion matrix on all images.
   *
   * @param threads threads that share the work; they do not change the result
   */
  public static EvaluationResult evaluate(
      MultiLayerNetwork network, Digits digits, Loss loss, int threads) {
    return evaluate(network, Answers.of(network, digits, threads), loss);
  }

  /** Measures loss, accuracy and confusion matrix of a network's answers. */
  public static EvaluationResult evaluate(MultiLayerNetwork network, Answers answers, Loss loss) {
    int classes = answers.digits().info().classes().size();
    int[][] counts = new int[classes][classes];
    for (int image = 0; image < answers.size(); image++) {
      counts[answers.truth(image)][answers.predicted(image)]++;
    }
    return result(network, ConfusionMatrix.of(counts), answers, loss);
  }

  /**
   * Measures the same, but takes the confusion matrix from Deeplearning4j's {@code
   * network.evaluate}.
   *
   * @param answers of the same network, for the loss, which Deeplearning4j does not return
   */
  public static EvaluationResult evaluateByDeeplearning4j(
      MultiLayerNetwork network, Answers answers, Loss loss) {
    Digits digits = answers.digits();
    Evaluation counts = network.evaluate(DigitBatches.inOrder(digits, Outputs.BATCH));
    return result(network, confusion(counts, digits.info().classes().size()), answers, loss);
  }

  /**
   * Returns the confusion matrix of Deeplearning4j's {@code network.evaluate}, without any code of
   * this project. Another thread may use the network at the same time, but not change it.
   */
  public static ConfusionMatrix countByDeeplearning4j(
      MultiLayerNetwork network, DataSetIterator images) {
    return Outputs.aside(network, twin -> confusion(twin.evaluate(images), images.totalOutcomes()));
  }

  private static EvaluationResult result(
      MultiLayerNetwork network, ConfusionMatrix counts, Answers answers, Loss loss) {
    double sum = 0;
    for (int image = 0; image < answers.size(); image++) {
      sum += loss(loss, answers, image);
    }
    List<String> names = answers.digits().info().classes();
    return new EvaluationResult(
        answers.size(),
        sum / answers.size() + network.calcRegularizationScore(true),
        counts.accuracy(),
        IntStream.range(0, names.size())
            .mapToObj(label -> ClassScore.of(label, names.get(label), counts))
            .toList(),
        counts);
  }

  private static ConfusionMatrix confusion(Evaluation counts, int classes) {
    int[][] matrix = new int[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        matrix[truth][predicted] = counts.getConfusion().getCount(truth, predicted);
      }
    }
    return ConfusionMatrix.of(matrix);
  }

  private static double loss(Loss loss, Answers answers, int image) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY ->
          -Math.log(
              Math.min(
                  Math.max(answers.output(image, answers.truth(image)), EPSILON), 1 - EPSILON));
      case MEAN_SQUARED_ERROR -> meanSquaredError(answers, image);
    };
  }

  private static double meanSquaredError(Answers answers, int image) {
    double sum = 0;
    int classes = answers.digits().info().classes().size();
    for (int k = 0; k < classes; k++) {
      double difference = (k == answers.truth(image) ? 1 : 0) - answers.output(image, k);
      sum += difference * difference;
    }
    return sum / classes;
  }
}
