package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.Pieces.Piece;
import java.util.List;

/**
 * An upright box of pixels, which may reach beyond a picture.
 *
 * @param left of its first column, counted from the picture's left edge
 * @param top of its first row, counted from the picture's upper edge
 */
public record Box(int left, int top, int width, int height) {
  /** Returns the smallest box around pieces, of which there must be one. */
  static Box around(List<Piece> pieces) {
    int left = pieces.stream().mapToInt(Piece::left).min().orElseThrow();
    int right = pieces.stream().mapToInt(Piece::right).max().orElseThrow();
    int top = pieces.stream().mapToInt(Piece::top).min().orElseThrow();
    int bottom = pieces.stream().mapToInt(Piece::bottom).max().orElseThrow();
    return new Box(left, top, right - left, bottom - top);
  }

  /** Returns the box with a margin. */
  Box widened(int margin) {
    return new Box(left - margin, top - margin, width + 2 * margin, height + 2 * margin);
  }

  /** Returns the pixels of a longer side. */
  int size() {
    return Math.max(width, height);
  }

  /** Returns the first column behind it. */
  public int right() {
    return left + width;
  }

  /** Returns the first row below it. */
  public int bottom() {
    return top + height;
  }

  /** Returns the part of a mask in the box; beyond the mask there is nothing. */
  Mask of(Mask mask) {
    return mask.part(left, top, width, height);
  }
}
