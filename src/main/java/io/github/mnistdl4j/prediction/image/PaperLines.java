package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Removes the lines of ruled and squared paper, and margins: long, straight, thin, and reaching an
 * edge of the picture. They are found by a Hough transform of runs: for lines nearer to the
 * horizontal, the vertical stretches of dark pixels that are no longer than a line is thick. Where
 * a stroke crosses a line the stretch is longer, and stays.
 */
final class PaperLines {
  /** A line's largest thickness as a share of the picture's shorter side, and in pixels. */
  private static final double THICKNESS = 0.045;

  private static final int LEAST_THICKNESS = 6;

  /** Angles from −45° to 45° that are tried. */
  private static final int ANGLES = 181;

  /** Shares of a line's chord of the picture that must be dark: all along, and at one end. */
  private static final double DARK = 0.6;

  private static final double DARK_END = 0.7;

  /** The end's share of the chord. */
  private static final int ENDS = 25;

  /** A chord's least share of the picture's shorter side. */
  private static final double LENGTH = 0.4;

  private static final int MAX_LINES = 40;
  private static final int MAX_ATTEMPTS = 60;

  /** Share of dark pixels above which a mask shows noise, not lines. */
  private static final double NOISY = 0.3;

  /** A vertical stretch of dark pixels. */
  private record Run(int x, int top, int length) {
    double middle() {
      return top + (length - 1) / 2.0;
    }
  }

  /** A line y = offset + slope · x. */
  private record StraightLine(double slope, double offset) {
    double at(int x) {
      return offset + slope * x;
    }
  }

  private final Mask ink;
  private final Mask dark;
  private final int thickest;
  private final int[][] votes;
  private final int shift;

  /** For each angle, no less than the votes of its best two neighbouring offsets. */
  private final int[] most = new int[ANGLES];

  private final Mask cover;
  private List<Run> runs;

  private PaperLines(Mask ink, Mask dark) {
    this.ink = ink;
    this.dark = dark;
    int shorter = Math.min(ink.width, ink.height);
    thickest = (int) Math.max(LEAST_THICKNESS, THICKNESS * shorter);
    shift = ink.width;
    votes = new int[ANGLES][ink.height + 2 * ink.width + 2];
    runs = runs(dark);
    Arrays.fill(most, Integer.MAX_VALUE);
    cover = new Mask(ink.width, ink.height, new boolean[ink.values.length]);
  }

  /**
   * Removes the lines.
   *
   * @param ink loses them
   * @param faint what may be lines, of which more is dark
   * @return where lines were, with a margin of two pixels
   */
  static Mask remove(Mask ink, Mask faint) {
    Mask dark = faint.copy();
    dark.add(ink);
    if (dark.share() > NOISY) {
      System.arraycopy(ink.values, 0, dark.values, 0, ink.values.length);
    }
    PaperLines flat = new PaperLines(ink, dark);
    flat.removeAll();
    Mask turned = ink.transposed();
    PaperLines steep = new PaperLines(turned, dark.transposed());
    steep.removeAll();
    System.arraycopy(turned.transposed().values, 0, ink.values, 0, ink.values.length);
    flat.cover.add(steep.cover.transposed());
    return flat.cover;
  }

  private void removeAll() {
    runs.forEach(run -> vote(run, 1));
    int found = 0;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && found < MAX_LINES; attempt++) {
      int[] peak = peak();
      if (votes[peak[0]][peak[1]] + votes[peak[0]][peak[1] + 1]
          < LENGTH / 2 * Math.min(ink.width, ink.height)) {
        return;
      }
      StraightLine line = refined(new StraightLine(slope(peak[0]), peak[1] + 0.5 - shift));
      if (isPaperLine(line)) {
        found++;
        removeLine(line);
      }
      votes[peak[0]][peak[1]] = -1_000_000;
      votes[peak[0]][peak[1] + 1] = -1_000_000;
    }
  }

  private List<Run> runs(Mask mask) {
    List<Run> found = new ArrayList<>();
    for (int x = 0; x < mask.width; x++) {
      int start = -1;
      for (int y = 0; y <= mask.height; y++) {
        boolean set = mask.at(x, y);
        if (set && start < 0) {
          start = y;
        } else if (!set && start >= 0) {
          if (y - start <= thickest) {
            found.add(new Run(x, start, y - start));
          }
          start = -1;
        }
      }
    }
    return found;
  }

  private static double slope(int angle) {
    return Math.tan(Math.toRadians(angle * 90.0 / (ANGLES - 1) - 45));
  }

  private void vote(Run run, int count) {
    double middle = run.middle() + shift + 0.5; // positive: so the cast rounds
    for (int angle = 0; angle < ANGLES; angle++) {
      votes[angle][(int) (middle - SLOPES[angle] * run.x())] += count;
    }
  }

  private static final double[] SLOPES = new double[ANGLES];

  static {
    for (int angle = 0; angle < ANGLES; angle++) {
      SLOPES[angle] = slope(angle);
    }
  }

  /**
   * Returns the angle and the offset with most votes, together with those of the next offset. Votes
   * are only taken back, so that the most of an angle before is at least its most now.
   */
  private int[] peak() {
    while (true) {
      int angle = 0;
      for (int other = 1; other < ANGLES; other++) {
        angle = most[other] > most[angle] ? other : angle;
      }
      int[] row = votes[angle];
      int best = 0;
      for (int offset = 1; offset + 1 < row.length; offset++) {
        best = row[offset] + row[offset + 1] > row[best] + row[best + 1] ? offset : best;
      }
      int now = row[best] + row[best + 1];
      if (now == most[angle]) {
        return new int[] {angle, best};
      }
      most[angle] = now;
    }
  }

  /** Fits a line to the runs near it by least squares. */
  private StraightLine refined(StraightLine line) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (Run run : runs) {
      if (Math.abs(run.middle() - line.at(run.x())) <= 2) {
        n++;
        sx += run.x();
        sy += run.middle();
        sxx += (double) run.x() * run.x();
        sxy += run.x() * run.middle();
      }
    }
    double spread = n * sxx - sx * sx;
    if (spread < 1) {
      return line;
    }
    double slope = (n * sxy - sx * sy) / spread;
    return new StraightLine(slope, (sy - slope * sx) / n);
  }

  private boolean isPaperLine(StraightLine line) {
    int first = 0;
    int last = -1;
    for (int x = 0; x < ink.width; x++) {
      long y = Math.round(line.at(x));
      if (y >= 0 && y < ink.height) {
        first = last < 0 ? x : first;
        last = x;
      }
    }
    int length = last - first + 1;
    if (length < LENGTH * Math.min(ink.width, ink.height)) {
      return false;
    }
    int end = Math.max(2, length / ENDS);
    return dark(line, first, last) >= DARK
        && Math.max(dark(line, first, first + end - 1), dark(line, last - end + 1, last))
            >= DARK_END;
  }

  private double dark(StraightLine line, int first, int last) {
    int count = 0;
    for (int x = first; x <= last; x++) {
      int y = (int) Math.round(line.at(x));
      boolean hit = false;
      for (int k = -2; k <= 2; k++) {
        hit |= dark.at(x, y + k);
      }
      count += hit ? 1 : 0;
    }
    return (double) count / (last - first + 1);
  }

  private void removeLine(StraightLine line) {
    List<Run> near = new ArrayList<>();
    List<Run> rest = new ArrayList<>();
    for (Run run : runs) {
      boolean hit = Math.abs(run.middle() - line.at(run.x())) <= 2 + run.length() / 2.0;
      (hit ? near : rest).add(run);
    }
    int[] lengths = near.stream().mapToInt(Run::length).sorted().toArray();
    double limit = lengths.length == 0 ? 1.5 : lengths[lengths.length / 2] * 1.5 + 1.5;
    for (Run run : near) {
      vote(run, -1);
    }
    runs = rest;
    for (int x = 0; x < ink.width; x++) {
      cover(x, line.at(x), limit);
      clear(ink, x, line.at(x), limit);
      clear(dark, x, line.at(x), limit);
    }
  }

  private void cover(int x, double at, double thickness) {
    int reach = (int) Math.ceil(thickness / 2) + 2;
    for (int y = (int) Math.round(at) - reach; y <= Math.round(at) + reach; y++) {
      if (y >= 0 && y < cover.height) {
        cover.values[y * cover.width + x] = true;
      }
    }
  }

  private static void clear(Mask mask, int x, double at, double limit) {
    for (int y = (int) Math.round(at) - 3; y <= Math.round(at) + 3; y++) {
      if (mask.at(x, y)) {
        int top = y;
        while (mask.at(x, top - 1)) {
          top--;
        }
        int bottom = y;
        while (mask.at(x, bottom + 1)) {
          bottom++;
        }
        if (bottom - top + 1 <= limit) {
          for (int k = top; k <= bottom; k++) {
            mask.values[k * mask.width + x] = false;
          }
        }
        y = bottom;
      }
    }
  }
}
