package io.github.mnistdl4j.prediction.image.raster;

import io.github.mnistdl4j.prediction.image.raster.Pieces.Piece;
import java.util.List;

/**
 * An upright box of pixels, which may reach beyond a picture.
 *
 * @param left of its first column, counted from the picture's left edge
 * @param top of its first row, counted from the picture's upper edge
 */
public record Box(int left, int top, int width, int height) {
  /** Returns the smallest box around pieces, of which there must be one. */
  public static Box around(List<Piece> pieces) {
    int left = pieces.stream().mapToInt(Piece::left).min().orElseThrow();
    int right = pieces.stream().mapToInt(Piece::right).max().orElseThrow();
    int top = pieces.stream().mapToInt(Piece::top).min().orElseThrow();
    int bottom = pieces.stream().mapToInt(Piece::bottom).max().orElseThrow();
    return new Box(left, top, right - left, bottom - top);
  }

  /** Returns the box with a margin. */
  public Box widened(int margin) {
    return new Box(left - margin, top - margin, width + 2 * margin, height + 2 * margin);
  }

  /** Returns the box moved to the right and down. */
  public Box moved(int right, int down) {
    return new Box(left + right, top + down, width, height);
  }

  /** Returns the pixels of a longer side. */
  public int size() {
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

  public boolean contains(int x, int y) {
    return x >= left && x < right() && y >= top && y < bottom();
  }

  public boolean encloses(Box other) {
    return other.left >= left
        && other.top >= top
        && other.right() <= right()
        && other.bottom() <= bottom();
  }

  /**
   * Returns where the box is in a picture of which only every {@code step}-th row and column was
   * read, cut off at the picture's edges.
   *
   * @param pictureWidth pixels of the whole picture
   * @param pictureHeight pixels of it
   */
  public Box magnified(int step, int pictureWidth, int pictureHeight) {
    int newLeft = Math.max(0, Math.min(pictureWidth - 1, left * step));
    int newTop = Math.max(0, Math.min(pictureHeight - 1, top * step));
    int newRight = Math.max(newLeft + 1, Math.min(pictureWidth, right() * step));
    int newBottom = Math.max(newTop + 1, Math.min(pictureHeight, bottom() * step));
    return new Box(newLeft, newTop, newRight - newLeft, newBottom - newTop);
  }

  /** Returns the part of a mask in the box; beyond the mask there is nothing. */
  public Mask of(Mask mask) {
    return mask.part(left, top, width, height);
  }
}
