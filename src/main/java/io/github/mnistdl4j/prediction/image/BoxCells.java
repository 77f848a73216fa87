package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The cells of boxes for one digit each. What is in one of them is a digit: it is not cut, and its
 * pieces belong together.
 */
final class BoxCells {
  /** Least share of the widest space that a space has: less is between two lines of a frame. */
  private static final double SPACE = 0.25;

  /** Widths in heights of cells for one digit; wider ones are for numbers. */
  private static final double NARROWEST = 0.3;

  private static final double WIDEST = 1.25;

  /** Largest width of a cell in widths of the median one; in a wider one a line is missing. */
  private static final double EVEN = 1.6;

  /** Least share of ink that is in the cell to which all of it belongs. */
  private static final double INSIDE = 0.7;

  /** Share of a cell along its lines in which nothing is but what is left of those. */
  private static final double BORDER = 0.06;

  /** Height of the heaviest piece of a cell below which pieces belong to it. */
  private static final double SHORT = 0.5;

  /** Share of the narrower of two pieces that is above or below the other. */
  private static final double ABOVE = 0.4;

  /** Widest gap between the pieces of a digit as a share of the cell's height. */
  private static final double GAP = 0.3;

  /**
   * Columns or rows between two lines.
   *
   * @param from the first
   * @param length how many
   */
  record Space(int from, int length) {}

  private BoxCells() {}

  /** Returns the cells between lines; none if they are not for one digit each. */
  static List<Box> between(List<Space> columns, List<Space> rows) {
    List<Box> cells = new ArrayList<>();
    for (Space row : wide(rows)) {
      for (Space column : wide(columns)) {
        cells.add(new Box(column.from(), row.from(), column.length(), row.length()));
      }
    }
    int[] widths = cells.stream().mapToInt(Box::width).sorted().toArray();
    boolean fit =
        cells.stream()
            .allMatch(
                cell ->
                    cell.width() >= NARROWEST * cell.height()
                        && cell.width() <= WIDEST * cell.height()
                        && cell.width() <= EVEN * widths[(widths.length - 1) / 2]);
    return fit ? cells : List.of();
  }

  private static List<Space> wide(List<Space> spaces) {
    int most = spaces.stream().mapToInt(Space::length).max().orElse(0);
    return spaces.stream().filter(space -> space.length() >= SPACE * most).toList();
  }

  /** Returns ink of which the pieces in a cell are joined, if there are several cells. */
  static List<Fragment> joined(List<Fragment> ink, List<Box> cells) {
    if (cells.size() < 2) {
      return ink;
    }
    List<Fragment> rest = new ArrayList<>(ink);
    List<Fragment> joined = new ArrayList<>();
    for (Box cell : cells) { // of boxes that are in each other, the first has what both hold
      List<Fragment> inside = rest.stream().filter(one -> isInside(one, cell)).toList();
      rest.removeAll(inside);
      joined.addAll(digit(inside, cell));
    }
    joined.addAll(rest);
    return joined;
  }

  private static boolean isInside(Fragment ink, Box cell) {
    Box part = new Box(cell.left(), ink.box().top(), cell.width(), ink.box().height());
    double middle = ink.box().top() + ink.box().height() / 2.0;
    return middle >= cell.top()
        && middle < cell.bottom()
        && ink.pixels(part) >= INSIDE * ink.pixels();
  }

  /** Returns the pieces of a cell as one; several if more than one of them may be digits. */
  private static List<Fragment> digit(List<Fragment> inside, Box cell) {
    Box inner = cell.widened(-(int) Math.ceil(BORDER * cell.width()));
    List<Fragment> rest =
        inside.stream()
            .filter(one -> one.pixels(inner) > 0)
            .sorted(Comparator.comparingInt(one -> -one.pixels()))
            .toList();
    if (rest.isEmpty()) {
      return inside;
    }
    List<Fragment> others = new ArrayList<>(rest);
    Fragment digit = others.remove(0);
    for (int i = 0; i < others.size(); ) {
      if (belongs(others.get(i), digit, cell)) {
        digit = digit.with(others.remove(i));
        i = 0;
      } else {
        i++;
      }
    }
    int tall = (int) Math.ceil(SHORT * digit.box().height());
    if (others.stream().anyMatch(one -> one.box().height() >= tall)) {
      return rest;
    }
    others.add(digit.whole());
    return others;
  }

  private static boolean belongs(Fragment one, Fragment digit, Box cell) {
    Box box = digit.box();
    int between =
        Math.max(
            -one.overlap(digit),
            Math.max(one.box().top() - box.bottom(), box.top() - one.box().bottom()));
    int narrower = Math.min(one.box().width(), box.width());
    return between <= GAP * cell.height()
        && (one.box().height() < SHORT * box.height() || one.overlap(digit) >= ABOVE * narrower);
  }
}
