package io.github.mnistdl4j.report;

import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Shows a confusion matrix in colours. Right answers and mistakes have separate scales: beside a
 * thousand right answers ten mistakes would not be seen.
 *
 * @param rows one per true class
 * @param mixUps the most frequent mistakes
 */
record HeatMap(List<Integer> labels, List<HeatMapRow> rows, List<MixUp> mixUps) {
  private static final int MOST_MIX_UPS = 5;

  record HeatMapRow(int truth, List<Cell> cells) {}

  /**
   * How often one class was taken for another or itself.
   *
   * @param right whether for itself
   * @param heat place on its colour scale, from 0 to 1
   * @param hot whether the text on it must be light
   */
  record Cell(String count, boolean right, boolean none, String heat, boolean hot) {}

  record MixUp(int count, int truth, int predicted) {}

  static HeatMap of(EvaluationResult evaluation) {
    ConfusionMatrix matrix = evaluation.confusion();
    int n = matrix.classes();
    List<MixUp> mixUps =
        IntStream.range(0, n * n)
            .mapToObj(i -> new MixUp(matrix.count(i / n, i % n), i / n, i % n))
            .filter(m -> m.truth() != m.predicted() && m.count() > 0)
            .sorted(Comparator.comparingInt(MixUp::count).reversed())
            .toList();
    int worst = mixUps.isEmpty() ? 1 : mixUps.get(0).count();
    List<Integer> labels = IntStream.range(0, n).boxed().toList();
    return new HeatMap(
        labels,
        labels.stream()
            .map(
                truth ->
                    new HeatMapRow(
                        truth,
                        labels.stream()
                            .map(predicted -> cell(matrix, truth, predicted, worst))
                            .toList()))
            .toList(),
        mixUps.stream().limit(MOST_MIX_UPS).toList());
  }

  private static Cell cell(ConfusionMatrix matrix, int truth, int predicted, int worst) {
    int count = matrix.count(truth, predicted);
    boolean right = truth == predicted;
    int images = matrix.counts().get(truth).stream().mapToInt(Integer::intValue).sum();
    double heat = (double) count / Math.max(1, right ? images : worst);
    return new Cell(
        Numbers.count(count).replace(",", ""),
        right,
        count == 0,
        String.format(Locale.ROOT, "%.2f", heat),
        heat > 0.55);
  }
}
