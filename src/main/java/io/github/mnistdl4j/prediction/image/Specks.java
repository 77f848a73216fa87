package io.github.mnistdl4j.prediction.image;

import java.util.ArrayList;
import java.util.List;

/** Removes specks: pieces of ink that are much smaller than the largest one. */
final class Specks {
  /** A piece with less than this share of the largest piece's ink is a speck. */
  private static final double SHARE = 0.03;

  private final float[] ink;
  private final int width;
  private final int[] pieces;
  private final int[] stack;

  private Specks(float[] ink, int width) {
    this.ink = ink;
    this.width = width;
    this.pieces = new int[ink.length];
    this.stack = new int[ink.length];
  }

  static void remove(float[] ink, int width) {
    Specks specks = new Specks(ink, width);
    List<Double> masses = new ArrayList<>();
    for (int i = 0; i < ink.length; i++) {
      if (specks.isNew(i)) {
        masses.add(specks.mark(i, masses.size() + 1));
      }
    }
    double least = SHARE * masses.stream().mapToDouble(mass -> mass).max().orElse(0);
    for (int i = 0; i < ink.length; i++) {
      if (specks.pieces[i] > 0 && masses.get(specks.pieces[i] - 1) < least) {
        ink[i] = 0;
      }
    }
  }

  /** Marks all ink that touches a pixel, and says how much it is. */
  private double mark(int first, int piece) {
    double mass = 0;
    int waiting = 0;
    pieces[first] = piece;
    stack[waiting++] = first;
    while (waiting > 0) {
      int pixel = stack[--waiting];
      mass += ink[pixel];
      for (int neighbour = 0; neighbour < 9; neighbour++) {
        int x = pixel % width + neighbour % 3 - 1;
        int next = pixel + (neighbour / 3 - 1) * width + neighbour % 3 - 1;
        if (x >= 0 && x < width && isNew(next)) {
          pieces[next] = piece;
          stack[waiting++] = next;
        }
      }
    }
    return mass;
  }

  private boolean isNew(int pixel) {
    return pixel >= 0 && pixel < ink.length && ink[pixel] > 0 && pieces[pixel] == 0;
  }
}
