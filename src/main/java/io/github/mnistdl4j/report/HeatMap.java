package io.github.mnistdl4j.report;

import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.MixUp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shows a confusion matrix in colours. Right answers and mistakes have separate scales: beside a
 * thousand right answers ten mistakes would not be seen.
 *
 * @param many how many classes there are, if that is too many for the matrix
 * @param columns number of classes
 * @param nameWidth characters that the classes' names need
 * @param wide whether nothing fits beside it
 * @param upright whether the names above the columns are turned to fit
 * @param labels the classes' names; without the matrix none
 * @param rows one per true class; without the matrix none
 * @param mixUps the most frequent mistakes
 */
record HeatMap(
    Optional<String> many,
    int columns,
    int nameWidth,
    boolean wide,
    boolean upright,
    List<String> labels,
    List<HeatMapRow> rows,
    List<NamedMixUp> mixUps) {
  private static final int MOST_CLASSES = 50;
  private static final int BESIDE_CLASSES = 12;
  private static final int MOST_MIX_UPS = 5;
  private static final int MIX_UPS_ALONE = 25;

  /** Characters that a column is wide enough for. */
  private static final int NARROW = 3;

  /** Most characters in one line of a row's name. */
  private static final int WIDEST = 18;

  record HeatMapRow(String truth, List<Cell> cells) {}

  /**
   * How often one class was taken for another or itself.
   *
   * @param right whether for itself
   * @param heat place on its colour scale, from 0 to 1
   */
  record Cell(String count, boolean right, boolean none, String heat) {}

  record NamedMixUp(String count, String truth, String predicted) {}

  static HeatMap of(EvaluationResult evaluation) {
    List<String> names = evaluation.classes().stream().map(ClassScore::name).toList();
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    boolean shown = names.size() <= MOST_CLASSES;
    List<MixUp> mixUps = evaluation.confusion().mixUps(shown ? MOST_MIX_UPS : MIX_UPS_ALONE);
    return new HeatMap(
        shown ? Optional.empty() : Optional.of(Numbers.count(names.size())),
        names.size(),
        Math.min(WIDEST, longest),
        names.size() > BESIDE_CLASSES,
        longest > NARROW,
        shown ? names : List.of(),
        shown ? rows(evaluation.confusion(), names) : List.of(),
        mixUps.stream()
            .map(
                mixUp ->
                    new NamedMixUp(
                        Numbers.count(mixUp.count()),
                        names.get(mixUp.truth()),
                        names.get(mixUp.predicted())))
            .toList());
  }

  private static List<HeatMapRow> rows(ConfusionMatrix matrix, List<String> names) {
    int worst = matrix.mixUps(1).stream().mapToInt(MixUp::count).max().orElse(1);
    return IntStream.range(0, names.size())
        .mapToObj(
            truth ->
                new HeatMapRow(
                    names.get(truth),
                    IntStream.range(0, names.size())
                        .mapToObj(predicted -> cell(matrix, truth, predicted, worst))
                        .toList()))
        .toList();
  }

  private static Cell cell(ConfusionMatrix matrix, int truth, int predicted, int worst) {
    int count = matrix.count(truth, predicted);
    boolean right = truth == predicted;
    int images = matrix.counts().get(truth).stream().mapToInt(Integer::intValue).sum();
    double heat = (double) count / Math.max(1, right ? images : worst);
    return new Cell(
        Integer.toString(count), right, count == 0, String.format(Locale.ROOT, "%.2f", heat));
  }
}
