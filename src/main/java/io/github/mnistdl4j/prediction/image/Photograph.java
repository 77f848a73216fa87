package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the digit in a photograph, a scan or a large drawing. */
final class Photograph {
  /** Darkness at which soft edges begin, and above it that of full ink, as shares of full ink. */
  private static final float EDGE = 0.15f;

  private static final float SLOPE = 0.7f;

  /** Ink below which a pixel has none. */
  private static final float LEAST = 0.05f;

  private Photograph() {}

  /**
   * Finds the digit. What is not made of strokes is taken for the paper on which a digit of the
   * other polarity may be, such as a note on a table.
   *
   * @throws ImageException if there is no ink
   */
  static FoundDigit digit(BufferedImage picture) {
    return find(picture).cutOut();
  }

  /**
   * Finds the ink and the digit's pieces in the same way.
   *
   * @throws ImageException if there is no ink
   */
  static InkCandidate find(BufferedImage picture) {
    Colors colors = Colors.of(picture);
    double scale =
        (double) Math.max(colors.grey().width, colors.grey().height)
            / Math.max(picture.getWidth(), picture.getHeight());
    Box whole = new Box(0, 0, colors.grey().width, colors.grey().height);
    boolean light = Polarity.lightOnDark(colors.grey());
    List<InkCandidate> first = candidates(colors, whole, light, scale);
    Optional<InkCandidate> written = first.stream().filter(InkCandidate::isWritten).findFirst();
    if (written.filter(digit -> !digit.isSheet()).isPresent()) {
      return written.get();
    }
    Optional<InkCandidate> sheet = written.or(() -> first.stream().findFirst());
    Box ground = sheet.map(InkCandidate::box).orElse(whole);
    return candidates(colors, ground, !light, scale).stream()
        .filter(other -> sheet.isEmpty() || other.rejection().isEmpty())
        .findFirst()
        .or(() -> sheet)
        .orElseThrow(() -> new ImageException("has no ink: all of it looks like background"));
  }

  /** Returns what stands out in a part of a picture, most likely first. */
  private static List<InkCandidate> candidates(
      Colors colors, Box part, boolean light, double scale) {
    return InkPlane.of(Darkness.of(colors.part(part), light)).stream()
        .flatMap(
            ink ->
                DigitPieces.of(ink).stream()
                    .map(digit -> new InkCandidate(ink, digit, part, scale)))
        .filter(InkCandidate::standsOut)
        .toList();
  }

  /** Returns the ink of a digit, cut out, in [0, 1]. */
  static Plane cutOut(Plane darkness, Fragment digit) {
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
