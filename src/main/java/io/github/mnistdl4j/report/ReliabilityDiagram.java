package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.Calibration;
import io.github.mnistdl4j.evaluation.Temperature;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows whether the network is right as often as it claims, in the coordinates of {@code
 * report.html}.
 *
 * @param error the expected calibration error, in percentage points
 * @param verdict what it means
 * @param bins those with images
 * @param temperature at which the network was asked; empty: its own
 * @param before the same without the temperature; none or one
 */
record ReliabilityDiagram(
    String error,
    String verdict,
    int binCount,
    List<CalibrationBar> bins,
    Optional<String> temperature,
    List<ReliabilityDiagram> before) {
  private static final double LEFT = 48;
  private static final double SIDE = 240;
  private static final double BOTTOM = 250;

  /** Fewer images say little about the share of right answers. */
  private static final int ENOUGH = 20;

  /** A mean difference that two decimals of a percentage show as none. */
  private static final double LITTLE = 5e-5;

  /**
   * A bin in the picture and in the table.
   *
   * @param few whether it has too few images to say much
   * @param claimed vertical coordinate of the mean probability
   */
  record CalibrationBar(
      String range,
      String images,
      String confidence,
      String accuracy,
      boolean few,
      String x,
      String width,
      String y,
      String height,
      String claimed,
      String end) {}

  /** Returns the diagram of answers that were given at a temperature, and that without it. */
  static ReliabilityDiagram of(Answers answers, Optional<Temperature> temperature) {
    return of(
        Calibration.of(answers),
        temperature.map(it -> String.format(Locale.ROOT, "%.3f", it.value())),
        temperature.stream()
            .map(it -> Calibration.of(it.takenFrom(answers)))
            .map(earlier -> of(earlier, Optional.empty(), List.of()))
            .toList());
  }

  private static ReliabilityDiagram of(
      Calibration calibration, Optional<String> temperature, List<ReliabilityDiagram> before) {
    return new ReliabilityDiagram(
        String.format(Locale.ROOT, "%.2f", 100 * calibration.expectedError()),
        verdict(calibration),
        Calibration.BINS,
        calibration.bins().stream()
            .filter(bin -> bin.images() > 0)
            .map(ReliabilityDiagram::bar)
            .toList(),
        temperature,
        before);
  }

  static String verdict(Calibration calibration) {
    double claimedTooMuch =
        calibration.bins().stream()
            .mapToDouble(bin -> bin.images() * (bin.confidence() - bin.accuracy()))
            .sum();
    if (Math.abs(claimedTooMuch) <= LITTLE * calibration.images()) {
      return "is right as often as it claims";
    }
    return claimedTooMuch > 0
        ? "is overconfident: it claims more than it achieves"
        : "is underconfident: it is right more often than it claims";
  }

  private static CalibrationBar bar(Calibration.Bin bin) {
    double left = LEFT + bin.from() * SIDE;
    double width = (bin.to() - bin.from()) * SIDE - 1;
    return new CalibrationBar(
        String.format(Locale.ROOT, "%.0f to %.0f %%", 100 * bin.from(), 100 * bin.to()),
        Numbers.count(bin.images()),
        Numbers.percent(bin.confidence()),
        Numbers.percent(bin.accuracy()),
        bin.images() < ENOUGH,
        coordinate(left),
        coordinate(width),
        coordinate(BOTTOM - bin.accuracy() * SIDE),
        coordinate(bin.accuracy() * SIDE),
        coordinate(BOTTOM - bin.confidence() * SIDE),
        coordinate(left + width));
  }
}
