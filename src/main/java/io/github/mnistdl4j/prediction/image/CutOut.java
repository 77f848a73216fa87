package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Arrays;

/** Cuts the ink of a digit out of a picture. */
final class CutOut {
  /** Darkness at which soft edges begin, and above it that of full ink, as shares of full ink. */
  private static final float EDGE = 0.15f;

  private static final float SLOPE = 0.7f;

  /** Ink below which a pixel has none. */
  private static final float LEAST = 0.05f;

  private CutOut() {}

  /** Returns the ink of a digit, cut out, in [0, 1]. */
  static Plane of(Plane darkness, Fragment digit) {
    Box inner = digit.box();
    Box box = inner.widened(3 + inner.size() / 8);
    Mask mask = digit.in(box);
    Plane soft = new Plane(mask.width, mask.height, new float[mask.values.length]);
    float full = full(darkness, mask, box.left(), box.top());
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (near(mask, x, y)) {
          float dark = darkness.orZero(x + box.left(), y + box.top()) / full;
          soft.values[y * mask.width + x] = Math.max(0, Math.min(1, (dark - EDGE) / SLOPE));
        }
      }
    }
    Bridges.fill(mask, soft);
    Plane formed = StrokeWidth.normalised(soft, mask, inner.size());
    for (int i = 0; i < formed.values.length; i++) {
      formed.values[i] = formed.values[i] < LEAST ? 0 : formed.values[i];
    }
    return Slant.normalised(formed.trimmed());
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
    return Medians.of(Arrays.copyOf(inside, strong));
  }

  private static boolean near(Mask mask, int x, int y) {
    return mask.at(x, y)
        || mask.at(x - 1, y)
        || mask.at(x + 1, y)
        || mask.at(x, y - 1)
        || mask.at(x, y + 1);
  }
}
