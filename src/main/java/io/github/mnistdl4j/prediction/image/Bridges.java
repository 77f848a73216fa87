package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the parts of a broken stroke: a pen that skips and a line that was taken off leave gaps
 * that are shorter than strokes are wide.
 */
final class Bridges {
  /** Widest gap that is bridged, in widths of strokes. */
  private static final double WIDEST = 1.0;

  /** Most pieces of a digit; more are rather not one. */
  private static final int MOST_PIECES = 6;

  /** Two pixels at the edges of two pieces, x and y of both, and how far they are apart. */
  private record Gap(int x, int y, int toX, int toY, double length) {
    /** Returns how far a pixel is from the straight line between the two. */
    double distance(int column, int row) {
      double dx = toX - x;
      double dy = toY - y;
      double along = ((column - x) * dx + (row - y) * dy) / (dx * dx + dy * dy);
      double at = Math.max(0, Math.min(1, along));
      return Math.hypot(column - x - at * dx, row - y - at * dy);
    }
  }

  private final Mask mask;
  private final Plane ink;
  private final double strokes;

  private Bridges(Mask mask, Plane ink) {
    this.mask = mask;
    this.ink = ink;
    this.strokes = StrokeWidth.mean(mask);
  }

  /**
   * Fills the narrow gaps between a digit's pieces, where two of them are nearest to each other.
   *
   * @param mask the pixels of its strokes, which grow
   * @param ink of the same size, in [0, 1], which grows
   */
  static void fill(Mask mask, Plane ink) {
    Pieces pieces = Pieces.of(mask, ink);
    int count = pieces.all().size();
    if (count < 2 || count > MOST_PIECES) {
      return;
    }
    Bridges bridges = new Bridges(mask, ink);
    List<List<int[]>> edges = pieces.all().stream().map(piece -> edge(pieces, piece)).toList();
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < i; j++) {
        bridges.fill(nearest(edges.get(i), edges.get(j)));
      }
    }
  }

  /** Returns x and y of a piece's outermost pixels. */
  private static List<int[]> edge(Pieces pieces, Pieces.Piece piece) {
    Mask part = pieces.part(piece);
    List<int[]> edge = new ArrayList<>();
    for (int y = 0; y < part.height; y++) {
      for (int x = 0; x < part.width; x++) {
        boolean inner =
            part.at(x - 1, y) && part.at(x + 1, y) && part.at(x, y - 1) && part.at(x, y + 1);
        if (part.at(x, y) && !inner) {
          edge.add(new int[] {x + piece.left(), y + piece.top()});
        }
      }
    }
    return edge;
  }

  private static Gap nearest(List<int[]> one, List<int[]> other) {
    Gap nearest = new Gap(0, 0, 0, 0, Double.POSITIVE_INFINITY);
    double least = Double.POSITIVE_INFINITY;
    for (int[] a : one) {
      for (int[] b : other) {
        int dx = a[0] - b[0];
        int dy = a[1] - b[1];
        double square = dx * dx + dy * dy;
        if (square < least) {
          least = square;
          nearest = new Gap(a[0], a[1], b[0], b[1], Math.sqrt(square));
        }
      }
    }
    return nearest;
  }

  /** Draws a stroke over a gap, if it is narrow. */
  private void fill(Gap gap) {
    if (gap.length > WIDEST * strokes + 1) { // between neighbouring pixels there is none
      return;
    }
    double reach = strokes / 2;
    int margin = (int) Math.ceil(reach);
    int bottom = Math.min(mask.height - 1, Math.max(gap.y, gap.toY) + margin);
    int right = Math.min(mask.width - 1, Math.max(gap.x, gap.toX) + margin);
    for (int y = Math.max(0, Math.min(gap.y, gap.toY) - margin); y <= bottom; y++) {
      for (int x = Math.max(0, Math.min(gap.x, gap.toX) - margin); x <= right; x++) {
        if (gap.distance(x, y) <= reach) {
          mask.values[y * mask.width + x] = true;
          ink.values[y * mask.width + x] = 1;
        }
      }
    }
  }
}
