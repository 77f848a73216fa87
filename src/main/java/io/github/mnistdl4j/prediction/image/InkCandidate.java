package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Pieces.Piece;
import java.util.List;
import java.util.Optional;

/**
 * What may be the digit of a picture.
 *
 * @param ink of a part of the picture
 * @param digit its pieces
 * @param part of the picture, in pixels of its plane
 * @param scale pixels of the plane per pixel of the picture
 */
record InkCandidate(InkPlane ink, List<Piece> digit, Box part, double scale) {
  boolean standsOut() {
    return StandsOut.test(ink, digit);
  }

  boolean isWritten() {
    return WrittenForm.test(ink, digit);
  }

  boolean isSheet() {
    return Sheet.test(fragment().mask());
  }

  /** Returns the box around the digit, in pixels of the part. */
  Box box() {
    return Box.around(digit);
  }

  /** Returns why the digit should get no answer, as far as its form tells. */
  Optional<Rejection> rejection() {
    return isWritten() ? WrittenForm.rejection(ink, digit, scale) : Optional.of(Rejection.UNKNOWN);
  }

  FoundDigit cutOut() {
    return new FoundDigit(CutOut.of(ink.darkness(), fragment()), rejection());
  }

  private Fragment fragment() {
    return new Fragment(box(), box().of(ink.pieces().mask(digit)));
  }
}
