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
  public static EvaluationResult evaluate(
      MultiLayerNetwork network, Digits digits, Loss loss, int threads) {
    return evaluate(network, Answers.of(network, digits, threads), loss);
  }

  /** Measures what a network has answered, and what it takes for what. */
  public static EvaluationResult evaluate(MultiLayerNetwork network, Answers answers, Loss loss) {
    var counts = new org.nd4j.evaluation.classification.Evaluation(NetworkConfig.CLASSES);
    double sum = 0;
    for (int image = 0; image < answers.size(); image++) {
      counts.eval(answers.predicted(image), answers.truth(image));
      sum += loss(loss, answers, image);
    }
    double penalty = network.calcRegularizationScore(true);
    return result(counts, answers.size(), sum / answers.size() + penalty);
  }

  private static EvaluationResult result(
      org.nd4j.evaluation.classification.Evaluation counts, int images, double loss) {
    int classes = NetworkConfig.CLASSES;
    var matrix = counts.getConfusion();
    return new EvaluationResult(
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
    for (int k = 0; k < NetworkConfig.CLASSES; k++) {
      double difference = (k == answers.truth(image) ? 1 : 0) - answers.output(image, k);
      sum += difference * difference;
    }
    return sum / NetworkConfig.CLASSES;
  }
}
