package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts ink in which digits may touch into parts, at more places than there are digits
 * (over-segmentation, Casey and Lecolinet 1996). A cut is a way from top to bottom that crosses as
 * little ink as possible, so it follows the gap between slanted digits. Which cuts count is decided
 * later, by what the parts between them look like.
 */
final class Cuts {
  /** Cost of a pixel of ink, of one of the ground, and of a step to the side. */
  private static final float INK = 1;

  private static final float GROUND = 0.02f;
  private static final float ASIDE = 0.05f;

  /** Columns between two cuts, and beside the first and the last, as a share of the height. */
  private static final double APART = 0.09;

  private static final double MARGIN = 0.1;

  /**
   * A part between two cuts.
   *
   * @param crossed pixels of ink that the cut before it crosses, 0 for the first part
   */
  record Slice(Fragment ink, int crossed) {}

  private final Mask ink;

  private Cuts(Mask ink) {
    this.ink = ink;
  }

  /**
   * Returns the parts between the cuts from left to right.
   *
   * @param height of a digit, in pixels
   * @param most how many cuts there may be
   */
  static List<Slice> of(Fragment fragment, double height, int most) {
    Mask ink = fragment.mask();
    List<Slice> parts = new ArrayList<>();
    int[] from = new int[ink.height];
    int[] end = new int[ink.height];
    Arrays.fill(end, ink.width);
    List<int[]> ways = new ArrayList<>(new Cuts(ink).ways(height, most));
    ways.add(end);
    int crossed = 0;
    for (int[] way : ways) {
      Mask part = new Mask(ink.width, ink.height, new boolean[ink.values.length]);
      boolean any = false;
      for (int y = 0; y < ink.height; y++) {
        for (int x = from[y]; x < way[y]; x++) {
          part.values[y * ink.width + x] = ink.at(x, y);
          any |= ink.at(x, y);
        }
        from[y] = Math.max(from[y], way[y]);
      }
      if (any) {
        Box box = fragment.box();
        parts.add(new Slice(Fragment.of(part, box.left(), box.top()), crossed));
      }
      crossed = crossed(ink, way);
    }
    return parts;
  }

  private static int crossed(Mask ink, int[] way) {
    int count = 0;
    for (int y = 0; y < way.length; y++) {
      count += ink.at(way[y], y) ? 1 : 0;
    }
    return count;
  }

  /** Returns the columns of the cuts, {@code [height]} each, from left to right. */
  private List<int[]> ways(double height, int most) {
    float[][] down = costs(0, 1);
    float[][] up = costs(ink.height - 1, -1);
    int middle = ink.height / 2;
    float[] cost = new float[ink.width];
    for (int x = 0; x < cost.length; x++) {
      cost[x] = down[middle][x] + up[middle][x];
    }
    List<Integer> chosen = new ArrayList<>();
    lowest(cost, (int) Math.round(MARGIN * height)).stream()
        .filter(x -> chosen.size() < most)
        .filter(x -> chosen.stream().allMatch(other -> Math.abs(x - other) >= APART * height))
        .forEach(chosen::add);
    return chosen.stream().sorted().map(x -> way(down, up, middle, x)).toList();
  }

  /** Returns columns that cost no more than their neighbours, the cheapest first. */
  private static List<Integer> lowest(float[] cost, int margin) {
    List<Integer> columns = new ArrayList<>();
    for (int x = Math.max(1, margin); x < cost.length - Math.max(1, margin); x++) {
      if (cost[x] <= cost[x - 1] && cost[x] <= cost[x + 1]) {
        columns.add(x);
      }
    }
    columns.sort(Comparator.comparingDouble(x -> cost[x]));
    return columns;
  }

  /** Returns the least cost of a way from a first row to each pixel, {@code [height][width]}. */
  private float[][] costs(int first, int step) {
    float[][] costs = new float[ink.height][ink.width];
    for (int y = first; y >= 0 && y < ink.height; y += step) {
      for (int x = 0; x < ink.width; x++) {
        float here = ink.at(x, y) ? INK : GROUND;
        costs[y][x] = here + (y == first ? 0 : least(costs[y - step], x));
      }
    }
    return costs;
  }

  private float least(float[] before, int x) {
    float least = before[x];
    least = Math.min(least, x > 0 ? before[x - 1] + ASIDE : least);
    return Math.min(least, x < before.length - 1 ? before[x + 1] + ASIDE : least);
  }

  private static int[] way(float[][] down, float[][] up, int middle, int column) {
    int[] way = new int[down.length];
    way[middle] = column;
    for (int y = middle - 1; y >= 0; y--) {
      way[y] = next(down[y], way[y + 1]);
    }
    for (int y = middle + 1; y < way.length; y++) {
      way[y] = next(up[y], way[y - 1]);
    }
    return way;
  }

  private static int next(float[] costs, int column) {
    int best = column;
    for (int x = Math.max(0, column - 1); x <= Math.min(costs.length - 1, column + 1); x++) {
      float aside = x == column ? 0 : ASIDE;
      if (costs[x] + aside < costs[best] + (best == column ? 0 : ASIDE)) {
        best = x;
      }
    }
    return best;
  }
}
