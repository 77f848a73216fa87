package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Distances;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Pieces.Piece;
import java.util.List;
import java.util.Optional;

/** Tells by its form whether ink can be a digit that was written, and all of it. */
final class WrittenForm {
  /**
   * Diameter of the largest disc inside ink that is not made of strokes, as a share of its size:
   * holes, blots, notes on a table. Of MNIST's 70,000 digits none has more than 0.67.
   */
  private static final double BLOB = 0.7;

  /** Width of a dash in heights; no digit lies so flat, turned by 30° or not. */
  private static final int DASH = 8;

  /** Size in pixels of the picture below which a digit cannot be read. */
  private static final double LEAST_SIZE = 8;

  /** Pixels along an edge of the picture, on which strokes end that were cut off. */
  private static final int CUT = 2;

  private WrittenForm() {}

  /** Returns whether ink is made of strokes that may be a digit's. */
  static boolean test(InkPlane ink, List<Piece> pieces) {
    Box box = Box.around(pieces);
    Mask mask = box.of(ink.pieces().mask(pieces));
    return box.width() < DASH * box.height() && !isBlob(mask);
  }

  /** Returns whether a disc fills most of a mask that is no larger than its ink. */
  static boolean isBlob(Mask mask) {
    Box around = new Box(0, 0, mask.width, mask.height);
    float most = 0;
    for (float distance : Distances.of(around.widened(1).of(mask)).values) {
      most = Math.max(most, distance);
    }
    return 2 * most > BLOB * around.size();
  }

  /**
   * Returns why a digit cannot be relied on.
   *
   * @param scale pixels of the ink per pixel of the picture
   */
  static Optional<Rejection> rejection(InkPlane ink, List<Piece> digit, double scale) {
    Box box = Box.around(digit);
    if (box.size() < LEAST_SIZE * scale) {
      return Optional.of(Rejection.TOO_SMALL);
    }
    return isCutOff(ink, box) ? Optional.of(Rejection.CUT_OFF) : Optional.empty();
  }

  /** Returns whether a digit ends at an edge; one cut out tightly meets opposite edges. */
  private static boolean isCutOff(InkPlane ink, Box box) {
    boolean left = box.left() < CUT;
    boolean top = box.top() < CUT;
    boolean right = box.right() > ink.darkness().width - CUT;
    boolean bottom = box.bottom() > ink.darkness().height - CUT;
    return (left || right || top || bottom) && !(left && right) && !(top && bottom);
  }
}
