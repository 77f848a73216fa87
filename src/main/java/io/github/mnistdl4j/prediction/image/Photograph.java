package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.Pieces.Piece;
import java.awt.image.BufferedImage;
import java.util.List;

/** Finds the digit in a photograph, a scan or a large drawing. */
final class Photograph {
  /** Darkness at which soft edges begin, and above it that of full ink, as shares of full ink. */
  private static final float EDGE = 0.15f;

  private static final float SLOPE = 0.7f;

  /** Ink below which a pixel has none. */
  private static final float LEAST = 0.05f;

  private Photograph() {}

  /**
   * Returns the ink of the digit, cut out, in [0, 1].
   *
   * @throws ImageException if there is no ink
   */
  static Plane digit(BufferedImage picture) {
    InkPlane ink = InkPlane.of(Darkness.of(Colors.of(picture)));
    List<Piece> digit = Choice.of(ink);
    if (digit.isEmpty() || !StandsOut.test(ink.darkness(), ink.pieces().mask(digit))) {
      throw new ImageException("has no ink: all of it looks like background");
    }
    return cutOut(ink, digit);
  }

  private static Plane cutOut(InkPlane ink, List<Piece> digit) {
    int left = digit.stream().mapToInt(Piece::left).min().orElseThrow();
    int right = digit.stream().mapToInt(Piece::right).max().orElseThrow();
    int top = digit.stream().mapToInt(Piece::top).min().orElseThrow();
    int bottom = digit.stream().mapToInt(Piece::bottom).max().orElseThrow();
    int size = Math.max(right - left, bottom - top);
    int margin = 3 + size / 8;
    Mask mask =
        ink.pieces()
            .mask(digit)
            .part(
                left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin);
    Plane soft = new Plane(mask.width, mask.height, new float[mask.values.length]);
    float full = full(ink.darkness(), mask, left - margin, top - margin);
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (near(mask, x, y)) {
          float darkness = ink.darkness().orZero(x + left - margin, y + top - margin) / full;
          soft.values[y * mask.width + x] = Math.max(0, Math.min(1, (darkness - EDGE) / SLOPE));
        }
      }
    }
    Plane formed = StrokeWidth.normalised(soft, mask, size);
    for (int i = 0; i < formed.values.length; i++) {
      formed.values[i] = formed.values[i] < LEAST ? 0 : formed.values[i];
    }
    return formed.trimmed();
  }

  private static float full(Plane darkness, Mask mask, int left, int top) {
    float[] inside = new float[mask.values.length];
    int count = 0;
    float most = 0;
    for (int i = 0; i < inside.length; i++) {
      if (mask.values[i]) {
        inside[count] = darkness.at(i % mask.width + left, i / mask.width + top);
        most = Math.max(most, inside[count++]);
      }
    }
    float half = most / 2;
    int strong = 0;
    for (int i = 0; i < count; i++) {
      if (inside[i] > half) {
        inside[strong++] = inside[i];
      }
    }
    return Medians.of(java.util.Arrays.copyOf(inside, strong));
  }

  private static boolean near(Mask mask, int x, int y) {
    return mask.at(x, y)
        || mask.at(x - 1, y)
        || mask.at(x + 1, y)
        || mask.at(x, y - 1)
        || mask.at(x, y + 1);
  }
}
