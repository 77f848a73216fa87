package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints evaluations in words and tables. */
public final class EvaluationTable {
  private EvaluationTable() {}

  /** Returns {@code test_loss} and {@code test_acc} with all digits. */
  public static List<String> scores(EvaluationResult evaluation) {
    return scores("test", evaluation.loss(), evaluation.accuracy());
  }

  /** Returns loss and accuracy of a set that is called {@code test} or {@code val}. */
  public static List<String> scores(String set, double loss, double accuracy) {
    return List.of(set + "_loss: " + loss, set + "_acc: " + accuracy);
  }

  /** Returns the confusion matrix, one row per true class. */
  public static List<String> confusion(ConfusionMatrix matrix) {
    List<String> lines = new ArrayList<>();
    lines.add("Confusion matrix (rows: the truth; columns: what the network predicted)");
    lines.add("      " + cells(matrix.classes(), i -> i));
    for (int truth = 0; truth < matrix.classes(); truth++) {
      int row = truth;
      lines.add(
          "%4d |".formatted(truth)
              + cells(matrix.classes(), predicted -> matrix.count(row, predicted)));
    }
    return lines;
  }

  private static String cells(int n, IntUnaryOperator cell) {
    return IntStream.range(0, n)
        .mapToObj(i -> "%6d".formatted(cell.applyAsInt(i)))
        .collect(Collectors.joining());
  }

  /** Returns precision, recall and F1 of each class. */
  public static List<String> classes(List<ClassScore> scores) {
    List<String> lines = new ArrayList<>();
    lines.add("class   precision   recall       f1   images");
    for (ClassScore score : scores) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%5d      %.4f   %.4f   %.4f   %6d",
              score.label(),
              score.precision(),
              score.recall(),
              score.f1(),
              score.images()));
    }
    return lines;
  }
}
