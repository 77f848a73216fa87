package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Pieces.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the pieces of a picture's ink that make up its digit. */
final class DigitPieces {
  /** Least pixels of a piece, as a number and as a share of the picture's. */
  private static final int LEAST_PIXELS = 4;

  private static final double LEAST_AREA = 3e-5;

  /** Least size of a piece, in pixels and as a share of the picture's shorter side. */
  private static final int LEAST_SIZE = 5;

  private static final double LEAST_SIDE = 0.035;

  /** Share of the largest piece's ink below which a piece is a speck. */
  private static final double SPECK = 0.02;

  /**
   * A frame has at most this share of its box inked, and holds a piece of this share of its size.
   */
  private static final double FRAME_AREA = 0.35;

  private static final double FRAMED_SIZE = 0.3;

  /** Share of the digit's ink that a further piece has at least; the same of its darkness. */
  private static final double PART = 0.04;

  private static final double PART_DENSITY = 0.55;

  /** Widest gap between pieces of a digit, as a share of its size. */
  private static final double GAP = 0.22;

  /** Share of the digit's darkness from which on a piece may be larger than it. */
  private static final double ALIKE = 0.8;

  /** Length of a line in widths. */
  private static final double THIN = 12;

  private static final int MAX_CANDIDATES = 4;

  private final InkPlane ink;
  private final int width;
  private final int height;

  DigitPieces(InkPlane ink) {
    this.ink = ink;
    this.width = ink.darkness().width;
    this.height = ink.darkness().height;
  }

  /**
   * Returns what may be the digit, most likely first: each as its pieces. The first that stands out
   * is it.
   */
  static List<List<Piece>> of(InkPlane ink) {
    DigitPieces choice = new DigitPieces(ink);
    List<Piece> pieces = choice.withoutFrames(choice.withoutSpecks(ink.pieces().all()));
    List<Piece> inner = choice.inner(pieces);
    return inner.stream()
        .sorted(Comparator.comparingDouble(choice::weight).reversed())
        .limit(MAX_CANDIDATES)
        .map(main -> grown(main, inner))
        .toList();
  }

  private List<Piece> withoutSpecks(List<Piece> all) {
    double leastPixels = Math.max(LEAST_PIXELS, LEAST_AREA * width * height);
    double leastSize = Math.max(LEAST_SIZE, LEAST_SIDE * Math.min(width, height));
    List<Piece> large =
        all.stream().filter(p -> p.pixels() >= leastPixels && p.size() >= leastSize).toList();
    double most = largest(large);
    return large.stream().filter(p -> p.mass() >= SPECK * most).toList();
  }

  private static double largest(List<Piece> pieces) {
    return pieces.stream().mapToDouble(Piece::mass).max().orElse(0);
  }

  private List<Piece> withoutFrames(List<Piece> pieces) {
    List<Piece> rest = pieces.stream().filter(p -> !isFrame(p, pieces)).toList();
    return rest.isEmpty() ? pieces : rest;
  }

  boolean isFrame(Piece piece, List<Piece> pieces) {
    return piece.pixels() <= FRAME_AREA * piece.width() * piece.height()
        && pieces.stream()
            .anyMatch(
                other ->
                    other.number() != piece.number()
                        && piece.encloses(other)
                        && other.size() > FRAMED_SIZE * piece.size()
                        && ink.pieces().surrounds(piece, other));
  }

  /** Returns the pieces that touch no edge, unless the others have nearly all ink. */
  private List<Piece> inner(List<Piece> pieces) {
    List<Piece> inner = pieces.stream().filter(p -> !touchesEdge(p)).toList();
    return largest(inner) >= PART * largest(pieces) ? inner : pieces;
  }

  boolean touchesEdge(Piece piece) {
    return piece.left() <= 1
        || piece.top() <= 1
        || piece.right() >= width - 1
        || piece.bottom() >= height - 1;
  }

  /** Returns the ink; pieces far from the middle and those like lines count less. */
  private double weight(Piece piece) {
    double distance = Math.hypot(piece.x() / width - 0.5, piece.y() / height - 0.5);
    boolean line = piece.size() >= THIN * Math.min(piece.width(), piece.height());
    return piece.mass() * Math.exp(-2 * distance * distance) * (line ? 0.3 : 1);
  }

  /** Adds the pieces of broken strokes, which are as dark and near. */
  private static List<Piece> grown(Piece main, List<Piece> pieces) {
    List<Piece> digit = new ArrayList<>(List.of(main));
    boolean growing = true;
    while (growing) {
      growing = false;
      for (Piece piece : pieces) {
        if (!digit.contains(piece) && belongs(piece, main, digit)) {
          digit.add(piece);
          growing = true;
        }
      }
    }
    return digit;
  }

  /** Returns whether a piece belongs to a digit: gaps in it lie rather above than beside one. */
  private static boolean belongs(Piece piece, Piece main, List<Piece> digit) {
    Box box = Box.around(digit);
    int across = Math.max(piece.left() - box.right(), box.left() - piece.right());
    int down = Math.max(piece.top() - box.bottom(), box.top() - piece.bottom());
    int larger = Math.max(box.size(), piece.size());
    return piece.mass() >= PART * main.mass()
        && piece.density() > PART_DENSITY * main.density()
        && across <= GAP * Math.min(main.size(), larger)
        && down <= GAP * larger
        && piece.size() <= (piece.density() > ALIKE * main.density() ? 2 : 1.2) * box.size();
  }
}
