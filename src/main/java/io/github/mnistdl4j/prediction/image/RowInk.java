package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Pieces.Piece;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the ink of a picture that may belong to a number: no boxes, specks, tables or dirt. */
final class RowInk {
  /** Least pixels of a piece, as a number and as a share of the picture's. */
  private static final int LEAST_PIXELS = 4;

  private static final double LEAST_AREA = 3e-5;

  /** Share of the heaviest piece's ink from which on a piece counts. */
  private static final double SPECK = 0.01;

  /** The same where boxes tell which pieces are near to each other. */
  private static final double SPECK_IN_BOXES = 0.005;

  /** Share of the heaviest piece's ink from which on a piece is a heavy one. */
  private static final double HEAVY = 0.2;

  /** Share of the heavy pieces' greatest darkness that others have at least. */
  private static final double DENSITY = 0.5;

  /** A box has at most this share of its area inked, and sides of so many pixels at least. */
  private static final double HOLLOW = 0.55;

  private static final int LEAST_BOX = 16;

  /** Share of full ink above which there may be a faint line; of dark pixels that are noise. */
  private static final float FAINT = 0.13f;

  private static final double NOISY = 0.3;

  /** Share of the picture's width that faint boxes have at least. */
  private static final double FAINT_BOX = 0.2;

  /** A line's largest thickness as a share of its box's shorter side, and in pixels. */
  private static final double THICKNESS = 0.09;

  private static final int LEAST_THICKNESS = 4;

  private RowInk() {}

  static List<Fragment> of(InkPlane ink) {
    DigitPieces frames = new DigitPieces(ink);
    List<Piece> all = large(ink, ink.pieces().all());
    List<Piece> inner = all.stream().filter(piece -> !frames.touchesEdge(piece)).toList();
    double most = heaviest(all);
    List<Piece> pieces = heaviest(inner) >= HEAVY * most ? inner : all;
    List<Fragment> fragments = new ArrayList<>();
    List<Piece> found = new ArrayList<>();
    List<Box> cells = new ArrayList<>();
    for (Piece piece : pieces) {
      Fragment fragment = Fragment.of(ink.pieces().part(piece), piece.left(), piece.top());
      Optional<BoxLines.Unboxed> rest = withoutBox(piece, fragment.mask());
      if (rest.isPresent()) {
        add(ink, fragment.box(), rest.get().ink(), found, fragments);
        rest.get().cells().forEach(cell -> cells.add(cell.moved(piece.left(), piece.top())));
      } else if (!frames.isFrame(piece, pieces)) {
        found.add(piece);
        fragments.add(fragment);
      }
    }
    if (cells.size() < 2 && fragments.size() > 1) {
      cells.addAll(faintCells(ink, frames));
    }
    return BoxCells.joined(
        alike(found, fragments, cells.size() > 1 ? SPECK_IN_BOXES : SPECK), cells);
  }

  private static Optional<BoxLines.Unboxed> withoutBox(Piece piece, Mask mask) {
    int shorter = Math.min(piece.width(), piece.height());
    boolean hollow = piece.pixels() <= HOLLOW * piece.width() * piece.height();
    return hollow && shorter >= LEAST_BOX
        ? BoxLines.removed(mask, (int) Math.max(LEAST_THICKNESS, THICKNESS * shorter))
        : Optional.empty();
  }

  /** Returns the cells of boxes that are printed too faintly to be ink. */
  private static List<Box> faintCells(InkPlane ink, DigitPieces frames) {
    Mask faint = Mask.above(ink.darkness(), FAINT * ink.full());
    faint.remove(ink.lines());
    List<Box> cells = new ArrayList<>();
    if (faint.share() > NOISY) {
      return cells;
    }
    Pieces pieces = Pieces.of(faint, ink.darkness());
    for (Piece piece : large(ink, pieces.all())) {
      boolean box = piece.size() >= FAINT_BOX * ink.darkness().width && !frames.touchesEdge(piece);
      Optional<BoxLines.Unboxed> rest =
          box ? withoutBox(piece, pieces.part(piece)) : Optional.empty();
      rest.ifPresent(
          one -> one.cells().forEach(cell -> cells.add(cell.moved(piece.left(), piece.top()))));
    }
    return cells;
  }

  /** Adds the pieces of what is left of a piece. */
  private static void add(
      InkPlane ink, Box box, Mask rest, List<Piece> found, List<Fragment> fragments) {
    Plane darkness = ink.darkness().part(box.left(), box.top(), box.width(), box.height());
    Pieces pieces = Pieces.of(rest, darkness);
    for (Piece piece : large(ink, pieces.all())) {
      found.add(piece);
      fragments.add(
          Fragment.of(pieces.part(piece), box.left() + piece.left(), box.top() + piece.top()));
    }
  }

  private static List<Piece> large(InkPlane ink, List<Piece> pieces) {
    double least =
        Math.max(LEAST_PIXELS, LEAST_AREA * ink.darkness().width * ink.darkness().height);
    return pieces.stream().filter(piece -> piece.pixels() >= least).toList();
  }

  /** Returns the fragments that are heavy and dark enough. */
  private static List<Fragment> alike(List<Piece> pieces, List<Fragment> fragments, double speck) {
    double most = heaviest(pieces);
    double darkest =
        pieces.stream()
            .filter(piece -> piece.mass() >= HEAVY * most)
            .mapToDouble(Piece::density)
            .max()
            .orElse(0);
    List<Fragment> alike = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.mass() >= speck * most && piece.density() >= DENSITY * darkest) {
        alike.add(fragments.get(i));
      }
    }
    return alike;
  }

  private static double heaviest(List<Piece> pieces) {
    return pieces.stream().mapToDouble(Piece::mass).max().orElse(0);
  }
}
