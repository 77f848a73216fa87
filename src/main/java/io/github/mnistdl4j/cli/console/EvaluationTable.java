package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.MixUp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints evaluations in words and tables, as wide as the classes' names. */
public final class EvaluationTable {
  private static final int MATRIX_CLASSES = 20;
  private static final int MIX_UPS = 10;
  private static final int LISTED_CLASSES = 100;
  private static final int WEAKEST_CLASSES = 20;

  /** Columns of a count, with the space in front of it. */
  private static final int CELL = 6;

  private EvaluationTable() {}

  /** Returns {@code test_loss} and {@code test_acc} with all digits. */
  public static List<String> scores(EvaluationResult evaluation) {
    return scores("test", evaluation.loss(), evaluation.accuracy());
  }

  /** Returns loss and accuracy of a set that is called {@code test} or {@code val}. */
  public static List<String> scores(String set, double loss, double accuracy) {
    return List.of(set + "_loss: " + loss, set + "_acc: " + accuracy);
  }

  /** Returns whether {@link #confusion} and {@link #classes} leave nothing out. */
  public static boolean isWhole(EvaluationResult evaluation) {
    return evaluation.classes().size() <= MATRIX_CLASSES;
  }

  /**
   * Returns the confusion matrix, one row per true class; of many classes the pairs that were mixed
   * up most.
   */
  public static List<String> confusion(EvaluationResult evaluation) {
    List<String> names = evaluation.classes().stream().map(ClassScore::name).toList();
    return isWhole(evaluation)
        ? matrix(evaluation.confusion(), names)
        : mixUps(evaluation.confusion(), names);
  }

  private static List<String> matrix(ConfusionMatrix matrix, List<String> names) {
    int cell = Math.max(CELL, String.valueOf(largest(matrix)).length() + 1);
    boolean numbered = TextWidth.widest(names) >= cell;
    List<String> rows = numbered ? numbered(names) : names;
    int first = Math.max(4, TextWidth.widest(rows));
    List<String> lines = new ArrayList<>();
    lines.add("Confusion matrix (rows: the truth; columns: what the network predicted)");
    lines.add(" ".repeat(first + 2) + cells(numbered ? numbers(names.size()) : names, cell));
    for (int truth = 0; truth < names.size(); truth++) {
      List<String> counts = matrix.counts().get(truth).stream().map(String::valueOf).toList();
      lines.add(TextWidth.right(rows.get(truth), first) + " |" + cells(counts, cell));
    }
    return lines;
  }

  private static int largest(ConfusionMatrix matrix) {
    return matrix.counts().stream().flatMap(List::stream).mapToInt(i -> i).max().orElse(0);
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  /** Returns names with the numbers in front that stand for them above the columns. */
  private static List<String> numbered(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(label -> "%s %2d".formatted(names.get(label), label))
        .toList();
  }

  private static String cells(List<String> texts, int width) {
    return texts.stream().map(text -> TextWidth.right(text, width)).collect(Collectors.joining());
  }

  private static List<String> mixUps(ConfusionMatrix matrix, List<String> names) {
    List<MixUp> mixUps = matrix.mixUps(MIX_UPS);
    if (mixUps.isEmpty()) {
      return List.of("No class was taken for another");
    }
    List<String> lines = new ArrayList<>();
    lines.add("The most frequent mistakes, of %d classes".formatted(names.size()));
    for (MixUp mixUp : mixUps) {
      lines.add(
          "  %s taken for %s: %s"
              .formatted(
                  names.get(mixUp.truth()),
                  names.get(mixUp.predicted()),
                  mixUp.count() == 1 ? "once" : mixUp.count() + " times"));
    }
    return lines;
  }

  /**
   * Returns precision, recall and F1 of each class, of very many classes the weakest; a class
   * without images has none.
   */
  public static List<String> classes(List<ClassScore> scores) {
    List<ClassScore> shown = scores.size() <= LISTED_CLASSES ? scores : weakest(scores);
    int width = Math.max(5, TextWidth.widest(shown.stream().map(ClassScore::name).toList()));
    List<String> lines = new ArrayList<>();
    if (shown.size() < scores.size()) {
      lines.add("The %d of %,d classes with the lowest F1".formatted(shown.size(), scores.size()));
    }
    lines.add(TextWidth.right("class", width) + "   precision   recall       f1   images");
    for (ClassScore score : shown) {
      lines.add(
          "%s      %6s   %6s   %6s   %6d"
              .formatted(
                  TextWidth.right(score.name(), width),
                  share(score, score.precision()),
                  share(score, score.recall()),
                  share(score, score.f1()),
                  score.images()));
    }
    return lines;
  }

  private static List<ClassScore> weakest(List<ClassScore> scores) {
    return scores.stream()
        .filter(score -> score.images() > 0)
        .sorted(Comparator.comparingDouble(ClassScore::f1))
        .limit(WEAKEST_CLASSES)
        .toList();
  }

  private static String share(ClassScore score, double share) {
    return score.images() == 0 ? "-" : String.format(Locale.ROOT, "%.4f", share);
  }
}
