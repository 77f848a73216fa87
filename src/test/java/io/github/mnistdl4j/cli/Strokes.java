package io.github.mnistdl4j.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The strokes that a pen would draw a digit of MNIST with: its ink, thinned to lines one pixel wide
 * by the algorithm of Zhang and Suen (1984), and followed from end to end.
 */
final class Strokes {
  private static final int SIDE = 28;

  /** Columns and rows of the eight neighbours, clockwise from above; straight ones are even. */
  private static final int[][] AROUND = {
    {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}
  };

  private final boolean[][] ink = new boolean[SIDE][SIDE];

  private Strokes(byte[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      ink[i / SIDE][i % SIDE] = (pixels[i] & 0xFF) > 127;
    }
  }

  /** The strokes of 784 pixels. */
  static List<List<Point>> of(byte[] pixels) {
    Strokes strokes = new Strokes(pixels);
    boolean first = true;
    boolean second = true;
    while (first || second) {
      first = strokes.thin(6, 0);
      second = strokes.thin(4, 2);
    }
    return strokes.follow();
  }

  private boolean ink(int x, int y) {
    return x >= 0 && y >= 0 && x < SIDE && y < SIDE && ink[y][x];
  }

  /** Whether there is ink at a neighbour. */
  private boolean beside(int x, int y, int neighbour) {
    int[] step = AROUND[neighbour % AROUND.length];
    return ink(x + step[0], y + step[1]);
  }

  /** Takes away pixels at the edge that are not enclosed; false if there was none to take. */
  private boolean thin(int oneSide, int another) {
    List<int[]> taken = new ArrayList<>();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        if (ink[y][x] && isOnEdge(x, y, oneSide, another)) {
          taken.add(new int[] {x, y});
        }
      }
    }
    taken.forEach(pixel -> ink[pixel[1]][pixel[0]] = false);
    return !taken.isEmpty();
  }

  private boolean isOnEdge(int x, int y, int oneSide, int another) {
    int neighbours = 0;
    int begins = 0;
    for (int i = 0; i < AROUND.length; i++) {
      neighbours += beside(x, y, i) ? 1 : 0;
      begins += !beside(x, y, i) && beside(x, y, i + 1) ? 1 : 0;
    }
    return neighbours >= 2
        && neighbours <= 6
        && begins == 1
        && !(besideAllBut(x, y, oneSide) || besideAllBut(x, y, another));
  }

  private boolean besideAllBut(int x, int y, int side) {
    boolean all = true;
    for (int i = 0; i < AROUND.length; i += 2) {
      all &= i == side || beside(x, y, i);
    }
    return all;
  }

  private List<List<Point>> follow() {
    List<List<Point>> strokes = new ArrayList<>();
    for (int most = 1; most <= AROUND.length; most++) { // from the ends first
      for (int i = 0; i < SIDE * SIDE; i++) {
        if (ink(i % SIDE, i / SIDE) && neighbours(i % SIDE, i / SIDE) <= most) {
          strokes.add(follow(i % SIDE, i / SIDE));
        }
      }
    }
    return strokes;
  }

  private int neighbours(int x, int y) {
    int count = 0;
    for (int i = 0; i < AROUND.length; i++) {
      count += beside(x, y, i) ? 1 : 0;
    }
    return count;
  }

  /** Follows a line to its end, taking its pixels away; every other one is a point, and the end. */
  private List<Point> follow(int fromX, int fromY) {
    List<Point> points = new ArrayList<>();
    int x = fromX;
    int y = fromY;
    for (int length = 0, next = 0; next >= 0; length++) {
      ink[y][x] = false;
      next = next(x, y);
      if (length % 2 == 0 || next < 0) {
        points.add(new Point((x + 0.5) / SIDE, (y + 0.5) / SIDE));
      }
      if (next >= 0) {
        x += AROUND[next][0];
        y += AROUND[next][1];
      }
    }
    return points;
  }

  /** A neighbour with ink, straight ones before diagonal ones, or -1. */
  private int next(int x, int y) {
    for (int i : new int[] {0, 2, 4, 6, 1, 3, 5, 7}) {
      if (beside(x, y, i)) {
        return i;
      }
    }
    return -1;
  }
}
