package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;

class EvaluatorTest {
  private static final String ONE_LAYER = "network.layers=[{units: 10, activation: softmax}]";

  @Test
  void measuresByHandComputableNumbers() {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of(ONE_LAYER));
    MultiLayerNetwork network = alwaysFavouring(config, 3, Math.log(2));
    // logits ln 2 for class 3, else 0: p(3) = 2/11, p(other) = 1/11
    Digits digits = SomeDigits.mnist(new byte[4 * 784], new byte[] {3, 3, 5, 3});
    EvaluationResult evaluation = Evaluator.evaluate(network, digits, config.training().loss(), 1);
    double loss = (3 * -Math.log(2 / 11.0) - Math.log(1 / 11.0)) / 4;
    assertThat(evaluation.loss()).isCloseTo(loss, within(1e-6));
    assertThat(evaluation.accuracy()).isEqualTo(0.75);
    assertThat(evaluation.images()).isEqualTo(4);
    assertThat(evaluation.confusion().count(3, 3)).isEqualTo(3);
    assertThat(evaluation.confusion().count(5, 3)).isEqualTo(1);
    assertThat(evaluation.confusion().count(3, 5)).isZero();
    ClassScore three = evaluation.classes().get(3);
    assertThat(three.images()).isEqualTo(3);
    assertThat(three.precision()).isEqualTo(0.75);
    assertThat(three.recall()).isEqualTo(1);
    assertThat(three.f1()).isCloseTo(2 * 0.75 / 1.75, within(1e-9));
  }

  @Test
  void addsThePenaltiesToTheLossAsKerasDoes() {
    String penalized = "network.layers=[{units: 10, activation: softmax, l1: 0.5, l2: 0.25}]";
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of(penalized));
    MultiLayerNetwork network = alwaysFavouring(config, 0, 0);
    network.getParam("0_W").putScalar(new int[] {0, 0}, -2); // pixel 0 is black below
    Digits digits = SomeDigits.mnist(new byte[784], new byte[] {0});
    assertThat(Evaluator.evaluate(network, digits, config.training().loss(), 1).loss())
        .isCloseTo(Math.log(10) + 0.5 * 2 + 0.25 * 4, within(1e-6));
  }

  @Test
  void meanSquaredErrorIsAMeanOverImagesAndClasses() {
    RunConfig config =
        ConfigLoader.parse(
            RunConfig.class,
            "",
            "test",
            List.of(
                "network.layers=[{units: 10, activation: identity}]",
                "training.loss=mean-squared-error"));
    MultiLayerNetwork network = alwaysFavouring(config, 2, 0.5);
    Digits digits = SomeDigits.mnist(new byte[2 * 784], new byte[] {2, 7});
    // (1 − .5)² for the first; .5² and 1² for the second; over ten classes each
    assertThat(Evaluator.evaluate(network, digits, config.training().loss(), 1).loss())
        .isCloseTo((0.25 / 10 + 1.25 / 10) / 2, within(1e-7));
  }

  @Test
  void evaluatesMoreImagesThanABatchHolds() {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of(ONE_LAYER));
    byte[] labels = new byte[2345];
    IntStream.range(0, 2345).forEach(i -> labels[i] = (byte) (i % 10));
    Digits digits = SomeDigits.mnist(new byte[2345 * 784], labels);
    EvaluationResult evaluation =
        Evaluator.evaluate(alwaysFavouring(config, 4, 1), digits, config.training().loss(), 1);
    assertThat(evaluation.images()).isEqualTo(2345);
    assertThat(evaluation.accuracy()).isEqualTo(235 / 2345.0);
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of());
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    Digits digits = SomeDigits.of(4321, 3);
    EvaluationResult one = Evaluator.evaluate(network, digits, config.training().loss(), 1);
    assertThat(Evaluator.evaluate(network, digits, config.training().loss(), 2)).isEqualTo(one);
    assertThat(Evaluator.evaluate(network, digits, config.training().loss(), 9)).isEqualTo(one);
  }

  /** A random network, so that all classes are taken for all. */
  @Test
  void deeplearning4jsOwnEvaluationCountsTheSame() {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of());
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    Digits digits = SomeDigits.of(2345, 3);
    EvaluationResult ours = Evaluator.evaluate(network, digits, config.training().loss(), 2);
    Answers answers = Answers.of(network, digits, 2);
    assertThat(Evaluator.evaluateByDeeplearning4j(network, answers, config.training().loss()))
        .isEqualTo(ours);
    assertThat(Evaluator.countByDeeplearning4j(network, DigitBatches.inOrder(digits, 100)))
        .isEqualTo(ours.confusion());
  }

  @Test
  void scoresClassesAsDeeplearning4jDoes() {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of());
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    Digits all = SomeDigits.of(300, 3);
    Digits digits =
        all.at(IntStream.range(0, 300).filter(i -> all.label(i) != 7).toArray()); // a class missing
    EvaluationResult ours = Evaluator.evaluate(network, digits, config.training().loss(), 2);
    Evaluation theirs = network.evaluate(DigitBatches.inOrder(digits, 100));
    assertThat(ours.accuracy()).isEqualTo(theirs.accuracy());
    for (ClassScore score : ours.classes()) {
      assertThat(score.images()).isEqualTo(theirs.getConfusion().getActualTotal(score.label()));
      assertThat(score.precision()).isEqualTo(theirs.precision(score.label(), 0));
      assertThat(score.recall()).isEqualTo(theirs.recall(score.label(), 0));
      assertThat(score.f1()).isEqualTo(theirs.f1(score.label()));
    }
    assertThat(ours.classes()).extracting(ClassScore::f1).contains(0.0).anyMatch(f1 -> f1 > 0);
  }

  /** A network whose outputs depend on its biases only. */
  private static MultiLayerNetwork alwaysFavouring(RunConfig config, int label, double logit) {
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    network.params().assign(0);
    network.getParam("0_b").putScalar(label, logit);
    return network;
  }
}
