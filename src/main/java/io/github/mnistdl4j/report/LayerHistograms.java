package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.evaluation.EpochHistogram;
import io.github.mnistdl4j.evaluation.EpochHistogram.Kind;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Shows how weights and outputs are distributed after some epochs, as small pictures in the
 * coordinates of {@code report.html}.
 *
 * @param rows one for each layer's weights and each hidden layer's outputs; without any, the run
 *     did not record them
 * @param images at most so many whose outputs were counted
 */
record LayerHistograms(List<HistogramRow> rows, int images) {
  private static final int MOST_PANELS = 8;
  private static final double WIDTH = 120;
  private static final double BOTTOM = 60;
  private static final double HIGHEST = 56;

  /**
   * A layer's weights or outputs.
   *
   * @param zero horizontal coordinate of 0; may lie outside
   */
  record HistogramRow(
      String title, String low, String high, String zero, List<HistogramPanel> panels) {}

  /**
   * An epoch.
   *
   * @param note share of zeros, if there are any
   */
  record HistogramPanel(int epoch, String path, String note) {}

  static LayerHistograms of(List<EpochHistogram> all) {
    Comparator<EpochHistogram> order =
        Comparator.comparing(EpochHistogram::kind).thenComparing(EpochHistogram::layer);
    return new LayerHistograms(
        all.stream()
            .filter(each -> each.epoch() == all.get(all.size() - 1).epoch())
            .sorted(order)
            .map(last -> row(all.stream().filter(each -> order.compare(each, last) == 0).toList()))
            .toList(),
        EpochHistogram.IMAGES);
  }

  private static HistogramRow row(List<EpochHistogram> epochs) {
    List<EpochHistogram> shown = Series.thinned(epochs, MOST_PANELS);
    boolean weights = shown.get(0).kind() == Kind.WEIGHTS;
    double least = shown.stream().mapToDouble(EpochHistogram::low).min().orElse(0);
    double low = weights ? least : Math.min(0, least);
    double high = shown.stream().mapToDouble(EpochHistogram::high).max().orElse(1);
    double densest = shown.stream().mapToDouble(LayerHistograms::densest).max().orElse(1);
    return new HistogramRow(
        (weights ? "Weights of layer %d" : "Outputs of hidden layer %d")
            .formatted(shown.get(0).layer()),
        Numbers.decimal(low).replace('-', '−'),
        Numbers.decimal(high).replace('-', '−'),
        coordinate(place(0, low, high)),
        shown.stream()
            .map(
                each ->
                    new HistogramPanel(
                        each.epoch(),
                        path(each, low, high, Math.max(densest, Double.MIN_NORMAL)),
                        each.zeros() > 0 ? Numbers.percent(each.zeros()) + " are 0" : ""))
            .toList());
  }

  private static double place(double x, double low, double high) {
    return Math.max(-WIDTH, Math.min(2 * WIDTH, (x - low) / (high - low) * WIDTH));
  }

  private static double densest(EpochHistogram histogram) {
    return density(histogram) * Collections.max(histogram.counts());
  }

  /** Returns the share of all counted numbers per unit of the axis that a single one is. */
  private static double density(EpochHistogram histogram) {
    double all = 0;
    for (int count : histogram.counts()) {
      all += count;
    }
    return all == 0 ? 0 : EpochHistogram.BINS / all / (histogram.high() - histogram.low());
  }

  private static String path(EpochHistogram histogram, double low, double high, double densest) {
    double width = (histogram.high() - histogram.low()) / EpochHistogram.BINS;
    StringBuilder path = new StringBuilder();
    path.append('M').append(coordinate(place(histogram.low(), low, high))).append(",60");
    double each = density(histogram) / densest * HIGHEST;
    for (int bin = 0; bin < EpochHistogram.BINS; bin++) {
      double end = place(histogram.low() + (bin + 1) * width, low, high);
      path.append('V').append(coordinate(BOTTOM - each * histogram.counts().get(bin)));
      path.append('H').append(coordinate(end));
    }
    return path.append("V60Z").toString();
  }
}
