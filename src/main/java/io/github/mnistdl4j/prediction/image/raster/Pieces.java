package io.github.mnistdl4j.prediction.image.raster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The connected pieces of a mask: pixels that touch, also at corners. */
public final class Pieces {
  /**
   * A piece with its box.
   *
   * @param number from 1
   * @param pixels how many it has
   * @param mass sum of its pixels' ink
   * @param most largest ink of its pixels
   * @param x centre of mass, in pixels from the left
   * @param y centre of mass, in pixels from the top
   */
  public record Piece(
      int number,
      int left,
      int top,
      int width,
      int height,
      int pixels,
      double mass,
      float most,
      double x,
      double y) {
    public int right() {
      return left + width;
    }

    public int bottom() {
      return top + height;
    }

    public int size() {
      return Math.max(width, height);
    }

    /** Returns the ink per pixel. */
    public double density() {
      return mass / pixels;
    }

    public boolean encloses(Piece other) {
      return other.left >= left
          && other.top >= top
          && other.right() <= right()
          && other.bottom() <= bottom();
    }
  }

  private final Mask mask;
  private final Plane ink;

  /** {@code [height × width]}: the number of the piece at each pixel, 0 for none. */
  private final int[] numbers;

  private final int[] stack;
  private final List<Piece> all = new ArrayList<>();

  private Pieces(Mask mask, Plane ink) {
    this.mask = mask;
    this.ink = ink;
    this.numbers = new int[mask.values.length];
    this.stack = new int[mask.values.length];
  }

  /** Finds the pieces of a mask; the ink, of the same size, gives their masses. */
  public static Pieces of(Mask mask, Plane ink) {
    Pieces pieces = new Pieces(mask, ink);
    for (int i = 0; i < mask.values.length; i++) {
      if (mask.values[i] && pieces.numbers[i] == 0) {
        pieces.all.add(pieces.marked(i));
      }
    }
    return pieces;
  }

  /** Returns the pieces in the order of their numbers, that is of their first pixels. */
  public List<Piece> all() {
    return all;
  }

  /** Returns the pixels of some of the pieces. */
  public Mask mask(Collection<Piece> some) {
    boolean[] wanted = new boolean[all.size() + 1];
    some.forEach(piece -> wanted[piece.number()] = true);
    boolean[] values = new boolean[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = wanted[numbers[i]];
    }
    return new Mask(mask.width, mask.height, values);
  }

  /** Returns a piece's pixels in its box. */
  public Mask part(Piece piece) {
    boolean[] values = new boolean[piece.width() * piece.height()];
    for (int i = 0; i < values.length; i++) {
      int x = piece.left() + i % piece.width();
      int y = piece.top() + i / piece.width();
      values[i] = numbers[y * mask.width + x] == piece.number();
    }
    return new Mask(piece.width(), piece.height(), values);
  }

  /**
   * Returns whether a piece is met from the middle of another on at least seven of eight ways out.
   */
  public boolean surrounds(Piece piece, Piece other) {
    int met = 0;
    for (int way = 0; way < 9; way++) {
      int across = way % 3 - 1;
      int down = way / 3 - 1;
      int x = other.left() + other.width() / 2;
      int y = other.top() + other.height() / 2;
      while (way != 4 && mask.contains(x, y) && numbers[y * mask.width + x] != piece.number()) {
        x += across;
        y += down;
      }
      met += way != 4 && mask.contains(x, y) ? 1 : 0;
    }
    return met >= 7;
  }

  private Piece marked(int first) {
    int w = mask.width;
    int number = all.size() + 1;
    int left = w;
    int right = 0;
    int top = first / w;
    int bottom = top;
    int pixels = 0;
    double mass = 0;
    double x = 0;
    double y = 0;
    float most = 0;
    numbers[first] = number;
    stack[0] = first;
    for (int waiting = 1; waiting > 0; ) {
      int pixel = stack[--waiting];
      float here = ink.values[pixel];
      left = Math.min(left, pixel % w);
      right = Math.max(right, pixel % w);
      bottom = Math.max(bottom, pixel / w);
      pixels++;
      mass += here;
      most = Math.max(most, here);
      x += here * (pixel % w);
      int row = pixel / w;
      y += here * row;
      waiting = spread(pixel, number, waiting);
    }
    return new Piece(
        number,
        left,
        top,
        right - left + 1,
        bottom - top + 1,
        pixels,
        mass,
        most,
        x / mass,
        y / mass);
  }

  /** Marks a pixel's neighbours, and says how many pixels wait then. */
  private int spread(int pixel, int number, int waiting) {
    int count = waiting;
    int w = mask.width;
    for (int y = Math.max(0, pixel / w - 1); y <= Math.min(mask.height - 1, pixel / w + 1); y++) {
      for (int x = Math.max(0, pixel % w - 1); x <= Math.min(w - 1, pixel % w + 1); x++) {
        int next = y * w + x;
        if (mask.values[next] && numbers[next] == 0) {
          numbers[next] = number;
          stack[count++] = next;
        }
      }
    }
    return count;
  }
}
