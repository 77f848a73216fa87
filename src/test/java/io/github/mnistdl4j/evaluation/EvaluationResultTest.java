package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationResultTest {

  private static EvaluationResult withAccuracy(double accuracy) {
    return new EvaluationResult(1, 0, accuracy, List.of(), new ConfusionMatrix(List.of()));
  }

  @Test
  void callsALowerTestAccuracyOverfitting() {
    assertThat(withAccuracy(0.9796).gap("its last epoch", 0.9888))
        .isEqualTo(
            "In its last epoch the network was right about 98.88 % of its training images, and it"
                + " is about 97.96 % of the test images: 0.92 points less. This gap is"
                + " overfitting.");
  }

  @Test
  void callsAHigherTestAccuracyNoOverfitting() {
    assertThat(withAccuracy(0.9608).gap("its last epoch", 0.9258))
        .endsWith(" test images: 3.50 points more, so no overfitting so far.");
    assertThat(withAccuracy(1).gap("its last epoch", 1))
        .endsWith(" 0.00 points more, so no overfitting so far.");
  }
}
