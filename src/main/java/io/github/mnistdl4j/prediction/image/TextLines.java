package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
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

  /** Share of the usual height beyond which ink is no digit, and if it is a thin line. */
  private static final double HUGE = 2.2;

  private static final double HIGH = 1.5;

  /** A line's largest width, as a share of its height. */
  private static final double THIN = 0.15;

  /** Share of its box that what is left of a frame has inked at most. */
  private static final double HOLLOW = 0.35;

  /** Share of the most pixels from which on ink counts for the usual height. */
  private static final double HEAVY = 0.2;

  /** Share of the lower one's height by which neighbours in a line overlap vertically. */
  private static final double BESIDE = 0.3;

  /** Share of the highest line's height from which on a line is read. */
  private static final double SMALL = 0.6;

  /** Distance above and below a line in which its dots and bars are, in heights. */
  private static final double NEAR = 0.15;

  /** How many neighbours tell how high the line is. */
  private static final int NEIGHBOURS = 3;

  /** Least height of the first piece of a broken digit, in heights; the gap below or above it. */
  private static final double PART = 0.25;

  private static final double BETWEEN = 0.3;

  /** Share of the narrower of two pieces that is above the other. */
  private static final double ABOVE = 0.4;

  static List<TextLines> of(List<Fragment> fragments) {
    int most = fragments.stream().mapToInt(Fragment::pixels).max().orElse(0);
    double height = median(fragments.stream().filter(one -> one.pixels() >= HEAVY * most).toList());
    List<Fragment> all = stacked(fragments, height);
    List<List<Fragment>> lines = new ArrayList<>();
    all.stream()
        .filter(one -> isTall(one, height) && !isFrame(one, all, height))
        .filter(one -> !WrittenForm.isBlob(one.mask()))
        .sorted(Comparator.comparingDouble(TextLines::middle))
        .forEach(one -> put(one, lines));
    double highest = lines.stream().mapToDouble(TextLines::median).max().orElse(0);
    lines.removeIf(line -> median(line) < SMALL * highest);
    lines.sort(Comparator.comparingDouble(line -> mean(line)));
    all.stream().filter(one -> !isTall(one, height)).forEach(one -> putNear(one, lines));
    return lines.stream().map(TextLines::line).toList();
  }

  /** Returns whether ink is what is left of a frame or a line. */
  private static boolean isFrame(Fragment one, List<Fragment> all, double height) {
    Box box = one.box();
    boolean line = box.height() > HIGH * height && box.width() < THIN * box.height();
    boolean hollow = one.pixels() < HOLLOW * box.width() * box.height();
    return line
        || box.height() > HUGE * height
        || (hollow
            && all.stream()
                .anyMatch(
                    other ->
                        !other.equals(one) && isTall(other, height) && box.encloses(other.box())));
  }

  /** Joins short pieces that are one above the other: those of a broken digit. */
  private static List<Fragment> stacked(List<Fragment> fragments, double height) {
    List<Fragment> all = new ArrayList<>();
    fragments.stream()
        .sorted(Comparator.comparingInt(one -> -one.box().height()))
        .forEach(
            one -> {
              for (int i = 0; i < all.size() && !isTall(one, height); i++) {
                if (isStacked(all.get(i), one, height)) {
                  all.set(i, all.get(i).with(one));
                  return;
                }
              }
              all.add(one);
            });
    return all;
  }

  private static boolean isStacked(Fragment higher, Fragment lower, double height) {
    Box one = higher.box();
    Box other = lower.box();
    int between = Math.max(one.top() - other.bottom(), other.top() - one.bottom());
    return !isTall(higher, height)
        && one.height() >= PART * height
        && between <= BETWEEN * height
        && higher.overlap(lower) >= ABOVE * Math.min(one.width(), other.width());
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
      List<Box> nearest =
          line.stream()
              .sorted(Comparator.comparingDouble(other -> Math.abs(middle(other) - middle(one))))
              .limit(NEIGHBOURS)
              .map(Fragment::box)
              .toList();
      int top = nearest.stream().mapToInt(Box::top).min().orElse(0);
      int bottom = nearest.stream().mapToInt(Box::bottom).max().orElse(0);
      if (y >= top - NEAR * (bottom - top) && y <= bottom + NEAR * (bottom - top)) {
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
