package io.github.mnistdl4j.prediction.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts ink into lines of digits, from top to bottom, and each from left to right. A line may rise
 * or fall: what counts is how high the neighbours are.
 *
 * @param height of a digit, in pixels: the median
 * @param ink from left to right
 */
record TextLines(double height, List<Fragment> ink) {
  /** Share of the usual height from which on ink is tall enough for a digit. */
  static final double TALL = 0.5;

  /** Share of the usual height beyond which ink is no digit. */
  private static final double HUGE = 2.2;

  /** Share of the most pixels from which on ink counts for the usual height. */
  private static final double HEAVY = 0.2;

  /** Share of the lower one's height by which neighbours in a line overlap vertically. */
  private static final double BESIDE = 0.3;

  /** Share of the highest line's height from which on a line is read. */
  private static final double SMALL = 0.6;

  /** Distance above and below a line in which its dots and bars are, in heights. */
  private static final double NEAR = 0.35;

  static List<TextLines> of(List<Fragment> all) {
    int most = all.stream().mapToInt(Fragment::pixels).max().orElse(0);
    double height = median(all.stream().filter(one -> one.pixels() >= HEAVY * most).toList());
    List<List<Fragment>> lines = new ArrayList<>();
    all.stream()
        .filter(one -> isTall(one, height) && one.box().height() <= HUGE * height)
        .sorted(Comparator.comparingDouble(TextLines::middle))
        .forEach(one -> put(one, lines));
    double highest = lines.stream().mapToDouble(TextLines::median).max().orElse(0);
    lines.removeIf(line -> median(line) < SMALL * highest);
    lines.sort(Comparator.comparingDouble(line -> mean(line)));
    all.stream().filter(one -> !isTall(one, height)).forEach(one -> putNear(one, lines));
    return lines.stream().map(TextLines::line).toList();
  }

  /** Returns whether ink is as tall as a digit. */
  static boolean isTall(Fragment one, double height) {
    return one.box().height() >= TALL * height;
  }

  static double middle(Fragment one) {
    return one.box().left() + one.box().width() / 2.0;
  }

  private static TextLines line(List<Fragment> line) {
    line.sort(Comparator.comparingDouble(TextLines::middle));
    double most = line.stream().mapToInt(one -> one.box().height()).max().orElse(0);
    return new TextLines(
        median(line.stream().filter(one -> isTall(one, most)).toList()), List.copyOf(line));
  }

  private static void put(Fragment one, List<List<Fragment>> lines) {
    for (List<Fragment> line : lines) {
      Box last = line.get(line.size() - 1).box();
      int shared =
          Math.min(last.bottom(), one.box().bottom()) - Math.max(last.top(), one.box().top());
      if (shared >= BESIDE * Math.min(last.height(), one.box().height())) {
        line.add(one);
        return;
      }
    }
    lines.add(new ArrayList<>(List.of(one)));
  }

  /** Puts a dot or a bar to the line that it is in or near. */
  private static void putNear(Fragment one, List<List<Fragment>> lines) {
    double y = one.box().top() + one.box().height() / 2.0;
    for (List<Fragment> line : lines) {
      Fragment nearest =
          line.stream()
              .min(Comparator.comparingDouble(other -> Math.abs(middle(other) - middle(one))))
              .orElseThrow();
      Box box = nearest.box();
      if (y >= box.top() - NEAR * box.height() && y <= box.bottom() + NEAR * box.height()) {
        line.add(one);
        return;
      }
    }
  }

  private static double mean(List<Fragment> line) {
    return line.stream().mapToDouble(one -> one.box().top()).average().orElse(0);
  }

  private static double median(List<Fragment> some) {
    double[] heights = some.stream().mapToDouble(one -> one.box().height()).sorted().toArray();
    return heights.length == 0 ? 0 : heights[heights.length / 2];
  }
}
