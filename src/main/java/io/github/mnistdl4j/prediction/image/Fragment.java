package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;

/**
 * Some ink of a picture: a piece, a part of one, or several of them.
 *
 * @param box around it, in pixels of the plane that it was found in
 * @param mask of the box's size: which of the box's pixels belong to it
 * @param isWhole whether it is all that a box for one digit holds
 */
record Fragment(Box box, Mask mask, boolean isWhole) {
  Fragment(Box box, Mask mask) {
    this(box, mask, false);
  }

  /** Returns the pixels of a mask whose upper left pixel is somewhere; there must be one. */
  static Fragment of(Mask mask, int left, int top) {
    int first = mask.width;
    int last = -1;
    int upper = mask.height;
    int lower = -1;
    for (int i = 0; i < mask.values.length; i++) {
      if (mask.values[i]) {
        first = Math.min(first, i % mask.width);
        last = Math.max(last, i % mask.width);
        upper = Math.min(upper, i / mask.width);
        lower = Math.max(lower, i / mask.width);
      }
    }
    Box box = new Box(left + first, top + upper, last - first + 1, lower - upper + 1);
    return new Fragment(box, mask.part(first, upper, box.width(), box.height()));
  }

  /** Returns the same as all that a box for one digit holds. */
  Fragment whole() {
    return new Fragment(box, mask, true);
  }

  /** Returns the pixels of both. */
  Fragment with(Fragment other) {
    int left = Math.min(box.left(), other.box.left());
    int top = Math.min(box.top(), other.box.top());
    int right = Math.max(box.right(), other.box.right());
    int bottom = Math.max(box.bottom(), other.box.bottom());
    Box both = new Box(left, top, right - left, bottom - top);
    Mask sum = in(both);
    sum.add(other.in(both));
    return new Fragment(both, sum);
  }

  /** Returns which pixels of a box belong to it. */
  Mask in(Box other) {
    return mask.part(
        other.left() - box.left(), other.top() - box.top(), other.width(), other.height());
  }

  int pixels() {
    int count = 0;
    for (boolean value : mask.values) {
      count += value ? 1 : 0;
    }
    return count;
  }

  /** Returns how many of its pixels are in a box. */
  int pixels(Box part) {
    int count = 0;
    for (int i = 0; i < mask.values.length; i++) {
      count +=
          mask.values[i] && part.contains(box.left() + i % mask.width, box.top() + i / mask.width)
              ? 1
              : 0;
    }
    return count;
  }

  /** Returns how many columns both boxes share; negative: how many are between them. */
  int overlap(Fragment other) {
    return Math.min(box.right(), other.box.right()) - Math.max(box.left(), other.box.left());
  }
}
