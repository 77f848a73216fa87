package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws a network's outputs for an image: upright bars for a few classes with short names, else
 * lying ones for the largest outputs, as names need room.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param lying whether the bars lie below their names
 * @param line what the bars stand on
 */
record OutputBars(int width, int height, boolean lying, String line, List<OutputBar> bars) {
  private static final int UPRIGHT_CLASSES = 12;
  private static final int SHORT = 2;
  private static final int BAR = 10;
  private static final double HIGHEST = 34;

  private static final int LYING_BARS = 4;
  private static final int LYING_ROW = 18;
  private static final int LONGEST = 100;
  private static final int MOST_LETTERS = 22;

  /** An output; its kind is {@code truth}, {@code predicted} or {@code other}. */
  record OutputBar(
      String label,
      String x,
      String y,
      String width,
      String height,
      String textX,
      String textY,
      String kind) {}

  static OutputBars of(Mistake mistake, DatasetInfo info) {
    List<Integer> shown = shown(mistake, info);
    int n = shown.size();
    if (isUpright(info)) {
      return new OutputBars(
          n * BAR,
          44,
          false,
          "M0,34.5H" + n * BAR,
          shown.stream().map(label -> upright(mistake, label, info)).toList());
    }
    return new OutputBars(
        LONGEST,
        n * LYING_ROW,
        true,
        "M0.5,0V" + n * LYING_ROW,
        IntStream.range(0, n).mapToObj(i -> lying(mistake, shown.get(i), i, info)).toList());
  }

  /** Returns what the bars stand for. */
  static String meaning(DatasetInfo info) {
    if (info.areDigits() && !info.hasNone()) {
      return "for 0 to 9";
    }
    return isUpright(info) ? "for each class" : "for the truth and the likeliest classes";
  }

  private static boolean isUpright(DatasetInfo info) {
    return info.classes().size() <= UPRIGHT_CLASSES
        && info.classes().stream().allMatch(name -> name.length() <= SHORT);
  }

  /** Returns the classes that have a bar; the truth always has one. */
  static List<Integer> shown(Mistake mistake, DatasetInfo info) {
    Stream<Integer> all = IntStream.range(0, mistake.outputs().size()).boxed();
    if (isUpright(info)) {
      return all.toList();
    }
    Comparator<Integer> largest =
        Comparator.comparing(label -> mistake.outputs().get(label), Comparator.reverseOrder());
    List<Integer> others =
        all.filter(label -> label != mistake.truth())
            .sorted(largest)
            .limit(LYING_BARS - 1)
            .toList();
    return Stream.concat(others.stream(), Stream.of(mistake.truth())).sorted(largest).toList();
  }

  private static OutputBar upright(Mistake mistake, int label, DatasetInfo info) {
    double height = HIGHEST * share(mistake, label);
    return new OutputBar(
        info.name(label),
        coordinate(label * BAR + 1),
        coordinate(HIGHEST - height),
        "8",
        coordinate(height),
        coordinate(label * BAR + BAR / 2.0),
        "43",
        kind(mistake, label));
  }

  private static OutputBar lying(Mistake mistake, int label, int row, DatasetInfo info) {
    String name = info.name(label);
    return new OutputBar(
        name.length() > MOST_LETTERS ? name.substring(0, MOST_LETTERS - 1) + "…" : name,
        "0",
        coordinate(row * LYING_ROW + 11),
        coordinate(LONGEST * share(mistake, label)),
        "5",
        "3",
        coordinate(row * LYING_ROW + 9),
        kind(mistake, label));
  }

  private static double share(Mistake mistake, int label) {
    return Math.min(1, Math.max(0, mistake.outputs().get(label)));
  }

  private static String kind(Mistake mistake, int label) {
    return label == mistake.truth()
        ? "truth"
        : label == mistake.predicted() ? "predicted" : "other";
  }
}
