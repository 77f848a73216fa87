package io.github.mnistdl4j.interop.keras;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of an image or of what has become of it, without the batch.
 *
 * @param sides −1: unknown; empty: all unknown
 */
record InputShape(List<Integer> sides) {
  /** Beyond it, a size is only too large. */
  private static final long LARGE = 1L << 31;

  static final InputShape UNKNOWN = new InputShape(List.of());

  InputShape {
    sides = List.copyOf(sides);
  }

  static InputShape flat(int size) {
    return new InputShape(List.of(size));
  }

  /** Returns the rows and columns of so many pixels: a square, or else a row. */
  static InputShape image(int pixels) {
    int side = (int) Math.round(Math.sqrt(pixels));
    return new InputShape(side * side == pixels ? List.of(side, side) : List.of(1, pixels));
  }

  /** Returns the shape that comes behind the batch's size; unknown if there is none. */
  static InputShape behindBatch(List<Integer> shape) {
    return new InputShape(shape.isEmpty() ? shape : shape.subList(1, shape.size()));
  }

  boolean isKnown() {
    return !sides.isEmpty() && sides.stream().allMatch(side -> side > 0);
  }

  boolean isUnknown() {
    return !isKnown();
  }

  /** Returns the number of values; 0 if unknown. */
  long size() {
    return isKnown()
        ? sides.stream().mapToLong(side -> side).reduce(1, (a, b) -> Math.min(a * b, LARGE))
        : 0;
  }

  /** Returns the sides longer than one: a grey image has two. */
  List<Integer> longSides() {
    return sides.stream().filter(side -> side != 1).toList();
  }

  @Override
  public String toString() {
    return sides.stream()
        .map(side -> side < 0 ? "?" : side.toString())
        .collect(Collectors.joining(" × "));
  }
}
