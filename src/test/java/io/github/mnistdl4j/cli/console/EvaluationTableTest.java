package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.util.List;
import java.util.stream.IntStream;
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
    assertThat(EvaluationTable.confusion(evaluation(MATRIX, List.of("0", "1"))))
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

  private static EvaluationResult evaluation(ConfusionMatrix matrix, List<String> names) {
    List<ClassScore> scores =
        IntStream.range(0, names.size())
            .mapToObj(label -> new ClassScore(label, names.get(label), 1, 0.5, 0.5, 0.5))
            .toList();
    return new EvaluationResult(12, 0.5, 0.5, scores, matrix);
  }

  @Test
  void putsShortNamesAboveTheColumns() {
    assertThat(EvaluationTable.confusion(evaluation(MATRIX, List.of("cat", "dog"))))
        .containsExactly(
            "Confusion matrix (rows: the truth; columns: what the network predicted)",
            "         cat   dog",
            " cat |     3     2",
            " dog |     0     7");
  }

  @Test
  void numbersTheColumnsOfLongNames() {
    assertThat(EvaluationTable.confusion(evaluation(MATRIX, List.of("Ankle boot", "Bag"))))
        .containsExactly(
            "Confusion matrix (rows: the truth; columns: what the network predicted)",
            "                    0     1",
            "Ankle boot  0 |     3     2",
            "       Bag  1 |     0     7");
  }

  @Test
  void widensTheColumnsOfLargeCounts() {
    ConfusionMatrix large = new ConfusionMatrix(List.of(List.of(1234567, 2), List.of(0, 7)));
    assertThat(EvaluationTable.confusion(evaluation(large, List.of("0", "1"))))
        .contains("   0 | 1234567       2");
  }

  /** A matrix of so many classes in which every third was taken for its successor. */
  private static ConfusionMatrix matrix(int classes) {
    return new ConfusionMatrix(
        IntStream.range(0, classes)
            .mapToObj(
                truth ->
                    IntStream.range(0, classes)
                        .map(to -> to == truth ? 50 : to == truth + 1 && to % 3 == 0 ? to / 3 : 0)
                        .boxed()
                        .toList())
            .toList());
  }

  @Test
  void namesTheMostFrequentMistakesOfManyClasses() {
    List<String> letters =
        IntStream.range(0, 26).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
    EvaluationResult evaluation = evaluation(matrix(26), letters);
    assertThat(EvaluationTable.isWhole(evaluation)).isFalse();
    assertThat(EvaluationTable.confusion(evaluation))
        .containsExactly(
            "The most frequent mistakes, of 26 classes",
            "  x taken for y: 8 times",
            "  u taken for v: 7 times",
            "  r taken for s: 6 times",
            "  o taken for p: 5 times",
            "  l taken for m: 4 times",
            "  i taken for j: 3 times",
            "  f taken for g: 2 times",
            "  c taken for d: once");
    assertThat(EvaluationTable.classes(evaluation.classes())).hasSize(27);
  }

  @Test
  void namesTenMistakesAndTheWeakestOfAThousandClasses() {
    EvaluationResult evaluation = evaluation(matrix(1000), DatasetInfo.numbers(1000));
    assertThat(EvaluationTable.confusion(evaluation))
        .hasSize(11)
        .contains("  998 taken for 999: 333 times");
    assertThat(EvaluationTable.classes(evaluation.classes()))
        .hasSize(22)
        .startsWith("The 20 of 1,000 classes with the lowest F1");
  }

  @Test
  void hasNoScoresOfAClassWithoutImages() {
    assertThat(
            EvaluationTable.classes(
                List.of(
                    new ClassScore(0, "Bag", 5, 1, 0.6, 0.75),
                    new ClassScore(1, "Ankle boot", 0, 0, 0, 0))))
        .containsExactly(
            "     class   precision   recall       f1   images",
            "       Bag      1.0000   0.6000   0.7500        5",
            "Ankle boot           -        -        -        0");
  }

  @Test
  void alignsCharactersThatTakeTwoColumns() {
    List<String> kana = List.of("お", "ki");
    assertThat(EvaluationTable.confusion(evaluation(MATRIX, kana)))
        .containsSequence("          お    ki", "  お |     3     2", "  ki |     0     7");
  }
}
