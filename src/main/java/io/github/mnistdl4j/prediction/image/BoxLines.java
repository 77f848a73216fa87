package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes off the lines of boxes for digits, printed or drawn by hand, one by one or in a row. A line
 * is a way through ink along which strokes are thin across it; where a digit's stroke crosses or
 * touches it the ink is thicker, and stays.
 */
final class BoxLines {
  /** Share of a side of the box that a line is thin along. */
  private static final double THIN = 0.55;

  /** Share of a side that a line reaches over at least. */
  private static final double LENGTH = 0.8;

  /** Share of the other side within which the outer lines lie. */
  private static final double OUTER = 0.3;

  /** Outer sides that a box, or a row of them, has at least. */
  private static final int SIDES = 3;

  /** Least teeth of a comb, and how much their lengths differ from their mean at most. */
  private static final int TEETH = 2;

  private static final double ALIKE = 0.2;

  /** A tooth's least length in widths; the least and the largest in heights of the box. */
  private static final double SLENDER = 3;

  private static final double SHORTEST = 0.1;
  private static final double LONGEST = 0.6;

  /** Most lines of one direction. */
  private static final int MOST = 24;

  /** Cost of a step aside by a pixel; of a column without ink. */
  private static final float ASIDE = 0.25f;

  private static final float GAP = 1.5f;

  private final Mask ink;
  private int thickest;

  /** The length of a side, which is less than the ink's if a row of boxes is turned. */
  private int length;

  /** The rows of the lines that were found, on average. */
  private final List<Double> found = new ArrayList<>();

  private BoxLines(Mask ink, int thickest) {
    this.ink = ink;
    this.thickest = thickest;
    this.length = ink.width;
  }

  /**
   * What is left of a piece.
   *
   * @param ink without the lines of boxes
   * @param cells between the lines, in pixels of the piece, if each can hold one digit
   */
  record Unboxed(Mask ink, List<Box> cells) {}

  /**
   * Returns a piece without the lines of boxes; nothing if it has no box.
   *
   * @param thickest line, in pixels
   */
  static Optional<Unboxed> removed(Mask piece, int thickest) {
    BoxLines flat = new BoxLines(piece.copy(), thickest);
    int sides = flat.remove();
    BoxLines steep = new BoxLines(flat.ink.transposed(), thickest);
    if (sides == 2) {
      steep.length = (int) (Collections.max(flat.found) - Collections.min(flat.found));
    }
    sides += steep.remove();
    if (sides < SIDES) {
      return Optional.empty();
    }
    Mask rest = steep.withoutTeeth();
    return Optional.of(
        new Unboxed(rest.transposed(), BoxCells.between(steep.spaces(), flat.spaces())));
  }

  /**
   * Returns the ink without the short lines that part the boxes of a comb: alike, and all of them
   * beginning at the same outer line.
   */
  private Mask withoutTeeth() {
    Pieces pieces = Pieces.of(ink, new Plane(ink.width, ink.height, new float[ink.values.length]));
    List<Pieces.Piece> teeth = pieces.all().stream().filter(this::isTooth).toList();
    double length = teeth.stream().mapToInt(Pieces.Piece::width).average().orElse(0);
    if (teeth.size() < TEETH
        || teeth.stream().anyMatch(tooth -> Math.abs(tooth.width() / length - 1) > ALIKE)) {
      return ink;
    }
    teeth.forEach(tooth -> found.add(tooth.top() + tooth.height() / 2.0));
    return pieces.mask(pieces.all().stream().filter(piece -> !teeth.contains(piece)).toList());
  }

  private boolean isTooth(Pieces.Piece piece) {
    return piece.height() <= thickest + 1
        && piece.width() >= SLENDER * piece.height()
        && piece.width() >= SHORTEST * ink.width
        && piece.width() <= LONGEST * ink.width
        && (piece.right() >= ink.width - 2 * thickest || piece.left() <= 2 * thickest);
  }

  /** Returns the first row and the number of rows between neighbouring lines and the edges. */
  private List<BoxCells.Space> spaces() {
    List<BoxCells.Space> spaces = new ArrayList<>();
    double from = 0;
    found.add((double) ink.height);
    for (double row : found.stream().sorted().toList()) {
      spaces.add(new BoxCells.Space((int) from, (int) row - (int) from));
      from = row;
    }
    return spaces;
  }

  /** Removes lines from left to right; returns how many of the two outer ones there were. */
  private int remove() {
    boolean upper = false;
    boolean lower = false;
    while (found.size() < MOST) {
      int[] way = way();
      int thin = 0;
      int covered = 0;
      double sum = 0;
      for (int x = 0; x < way.length; x++) {
        if (way[x] >= 0) {
          covered++;
          sum += way[x];
          thin += thickness(x, way[x]) <= thickest ? 1 : 0;
        }
      }
      if (thin < THIN * length || covered < LENGTH * length) {
        break;
      }
      found.add(sum / covered);
      upper |= sum / covered < OUTER * ink.height;
      lower |= sum / covered > (1 - OUTER) * ink.height;
      thickest = Math.min(thickest, 2 * usual(way) + 1);
      clear(way);
    }
    return (upper ? 1 : 0) + (lower ? 1 : 0);
  }

  /** Returns the row of the best line in each column, −1 where it has no ink. */
  private int[] way() {
    int h = ink.height;
    float[][] score = new float[ink.width][h];
    int[][] from = new int[ink.width][h];
    float[] gain = new float[h];
    for (int x = 0; x < ink.width; x++) {
      gains(x, gain);
      for (int y = 0; y < h; y++) {
        float best = x == 0 ? 0 : score[x - 1][y];
        from[x][y] = y;
        for (int other = Math.max(0, y - 1); x > 0 && other <= Math.min(h - 1, y + 1); other++) {
          if (score[x - 1][other] - ASIDE > best) {
            best = score[x - 1][other] - ASIDE;
            from[x][y] = other;
          }
        }
        score[x][y] = best + gain[y];
      }
    }
    return traced(score, from);
  }

  private void gains(int x, float[] gain) {
    Arrays.fill(gain, -GAP);
    for (int y = 0; y < ink.height; y++) {
      if (ink.at(x, y)) {
        int end = y;
        while (ink.at(x, end)) {
          end++;
        }
        Arrays.fill(gain, y, end, end - y <= thickest ? 1 : 0);
        y = end;
      }
    }
  }

  private int[] traced(float[][] score, int[][] from) {
    int last = ink.width - 1;
    int y = 0;
    for (int row = 1; row < ink.height; row++) {
      y = score[last][row] > score[last][y] ? row : y;
    }
    int[] way = new int[ink.width];
    for (int x = last; x >= 0; x--) {
      way[x] = ink.at(x, y) ? y : -1;
      y = from[x][y];
    }
    return way;
  }

  private int thickness(int x, int y) {
    int top = y;
    while (ink.at(x, top - 1)) {
      top--;
    }
    int bottom = y;
    while (ink.at(x, bottom + 1)) {
      bottom++;
    }
    return bottom - top + 1;
  }

  /** Returns the median thickness of a line. */
  private int usual(int[] way) {
    int[] sorted =
        IntStream.range(0, way.length)
            .filter(x -> way[x] >= 0)
            .map(x -> thickness(x, way[x]))
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  private void clear(int[] way) {
    for (int x = 0; x < way.length; x++) {
      if (way[x] >= 0 && thickness(x, way[x]) <= thickest) {
        int y = way[x];
        while (ink.at(x, y - 1)) {
          y--;
        }
        for (; ink.at(x, y); y++) {
          ink.values[y * ink.width + x] = false;
        }
      }
    }
  }
}
