package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {
  /** Five images of class 0, two of them taken for 1; seven of class 1, all found. */
  private static final ConfusionMatrix MATRIX =
      new ConfusionMatrix(List.of(List.of(3, 2), List.of(0, 7)));

  @Test
  void givesScoresToTheLastDigit() {
    EvaluationResult evaluation =
        new EvaluationResult(
            3, 0.062777355646722, 2 / 3.0, List.of(), new ConfusionMatrix(List.of()));
    assertThat(EvaluationTable.scores(evaluation))
        .containsExactly("test_loss: 0.062777355646722", "test_acc: 0.6666666666666666");
  }

  @Test
  void saysWhichAxisOfTheConfusionMatrixIsTheTruth() {
    assertThat(EvaluationTable.confusion(MATRIX))
        .containsExactly(
            "Confusion matrix (rows: the truth; columns: what the network predicted)",
            "           0     1",
            "   0 |     3     2",
            "   1 |     0     7");
  }

  @Test
  void givesPrecisionRecallAndF1OfEachClass() {
    List<ClassScore> scores =
        List.of(
            new ClassScore(0, "0", 5, 1, 0.6, 0.75), new ClassScore(1, "1", 7, 7 / 9.0, 1, 0.875));
    assertThat(EvaluationTable.classes(scores))
        .containsExactly(
            "class   precision   recall       f1   images",
            "    0      1.0000   0.6000   0.7500        5",
            "    1      0.7778   1.0000   0.8750        7");
  }

  @Test
  void givesNoScoresToAClassWithoutImages() {
    assertThat(EvaluationTable.classes(List.of(new ClassScore(3, "3", 0, 0, 0, 0))))
        .last()
        .isEqualTo("    3           -        -        -        0");
  }
}
