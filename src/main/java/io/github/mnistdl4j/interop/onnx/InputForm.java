package io.github.mnistdl4j.interop.onnx;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The image that a network takes.
 *
 * @param height rows
 * @param width pixels per row
 */
record InputForm(int height, int width) {
  /**
   * Returns the image of an input; a mere number of pixels is that of a square, or a row.
   *
   * @param sides of the input, mostly with the batch's before; {@link ComputedShapes#UNKNOWN} where
   *     the file does not say one; none if it says nothing
   * @param first the operation that takes the pixels, for messages
   * @param pixels that it takes
   * @throws io.github.mnistdl4j.interop.dense.InteropException if these are no grey images
   */
  static InputForm of(List<Long> sides, GraphNode first, int pixels) {
    List<Long> image = sides.size() > 1 ? sides.subList(1, sides.size()) : sides;
    if (image.contains(ComputedShapes.UNKNOWN)) {
      return ofNumber(pixels);
    }
    if (!image.isEmpty() && size(image) != pixels) {
      if (size(sides) != pixels) {
        throw first.refused(
            "has %d inputs, but the images have %s".formatted(pixels, words(image)));
      }
      image = sides;
    }
    List<Long> longer = image.stream().filter(side -> side != 1).toList();
    if (longer.size() > 2) {
      throw first.refused(
          "takes images of %s: only grey ones can be taken".formatted(words(image)));
    }
    return longer.size() == 2
        ? new InputForm(longer.get(0).intValue(), longer.get(1).intValue())
        : ofNumber(pixels);
  }

  private static InputForm ofNumber(int pixels) {
    int side = (int) Math.round(Math.sqrt(pixels));
    return side * side == pixels ? new InputForm(side, side) : new InputForm(1, pixels);
  }

  /** Returns the number of values, or one larger than any; 0 if it is not known. */
  private static long size(List<Long> sides) {
    return sides.contains(ComputedShapes.UNKNOWN)
        ? 0
        : sides.stream().reduce(1L, (a, b) -> Math.min(a, 1L << 31) * Math.min(b, 1L << 31));
  }

  private static String words(List<Long> sides) {
    return sides.stream()
        .flatMap(side -> Stream.of(String.valueOf(side)))
        .collect(Collectors.joining(" × "));
  }
}
