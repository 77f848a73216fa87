package io.github.mnistdl4j.report;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.report.Series.Point;
import io.github.mnistdl4j.training.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Shows what {@code steps.csv} has, as the page of a training that runs does.
 *
 * @param charts loss and accuracy of each step's batch, and the learning rate if it varies
 * @param norms how large each layer's weights and gradients are; none if they were not measured
 * @param every steps from one that is kept to the next
 * @param measured steps from one whose norms are measured to the next
 */
record StepCurves(
    List<LineChart> charts, List<LineChart> norms, Optional<String> every, int measured) {
  /** How much less a step counts in the smoothed curve than the next one, as on the live page. */
  private static final double SMOOTHING = 0.98;

  /** More could hardly be told apart, and would take bytes. */
  private static final int MOST_POINTS = 300;

  /** Returns the curves; empty for a run that kept fewer than two steps, as older ones. */
  static Optional<StepCurves> of(List<StepResult> steps) {
    if (steps.size() < 2) {
      return Optional.empty();
    }
    long stride = steps.get(1).step() - steps.get(0).step();
    return Optional.of(
        new StepCurves(
            present(
                List.of(
                    smoothed("Loss of each batch", steps, step -> step.batch().loss(), 1),
                    smoothed(
                        "Accuracy of each batch, %", steps, step -> step.batch().accuracy(), 100),
                    rate(steps))),
            present(
                List.of(
                    norms("Norm of the weights", steps, LayerNorms::weights),
                    norms("Norm of the gradient", steps, LayerNorms::gradient))),
            Optional.of(Numbers.count(stride)).filter(some -> stride > 1),
            StepResult.MEASURED));
  }

  private static List<LineChart> present(List<Optional<LineChart>> charts) {
    return charts.stream().flatMap(Optional::stream).toList();
  }

  private static Optional<LineChart> smoothed(
      String title, List<StepResult> steps, ToDoubleFunction<StepResult> value, double unit) {
    List<Point> raw =
        steps.stream().map(step -> new Point(step.step(), value.applyAsDouble(step))).toList();
    return LineChart.bySteps(
        title,
        List.of(series("smoothed", 0, smooth(raw))),
        List.of(series("", 0, raw)),
        unit,
        unit == 1 ? Vertical.FROM_ZERO : Vertical.FROM_LEAST);
  }

  private static Series series(String name, int style, List<Point> points) {
    return new Series(name, style, Series.thinned(points, MOST_POINTS));
  }

  /** Returns a running mean that forgets; its weights add up to 1 from the start. */
  static List<Point> smooth(List<Point> points) {
    List<Point> smooth = new ArrayList<>();
    double sum = 0;
    double weights = 0;
    for (Point point : points) {
      if (Double.isFinite(point.value())) {
        sum = SMOOTHING * sum + point.value();
        weights = SMOOTHING * weights + 1;
        smooth.add(new Point(point.at(), sum / weights));
      }
    }
    return smooth;
  }

  private static Optional<LineChart> rate(List<StepResult> steps) {
    List<Point> rates =
        steps.stream().map(step -> new Point(step.step(), step.learningRate())).toList();
    return rates.stream().allMatch(point -> point.value() == rates.get(0).value())
        ? Optional.empty()
        : LineChart.bySteps(
            "Learning rate",
            List.of(series("learning rate", 0, rates)),
            List.of(),
            1,
            Vertical.FROM_ZERO);
  }

  private static Optional<LineChart> norms(
      String title, List<StepResult> steps, ToDoubleFunction<LayerNorms> value) {
    List<StepResult> measured = steps.stream().filter(step -> !step.norms().isEmpty()).toList();
    int layers = measured.isEmpty() ? 0 : measured.get(0).norms().size();
    List<Series> series =
        IntStream.range(0, layers)
            .mapToObj(
                layer ->
                    series(
                        "layer " + (layer + 1),
                        layer % Series.STYLES,
                        measured.stream()
                            .map(step -> point(step, value.applyAsDouble(step.norms().get(layer))))
                            .toList()))
            .toList();
    return LineChart.bySteps(title, series, List.of(), 1, Vertical.FROM_ZERO);
  }

  private static Point point(StepResult step, double value) {
    return new Point(step.step(), value);
  }
}
