package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.Pieces.Piece;
import io.github.mnistdl4j.prediction.image.format.ImageException;
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
    Colors colors = Colors.of(picture);
    double scale =
        (double) Math.max(colors.grey().width, colors.grey().height)
            / Math.max(picture.getWidth(), picture.getHeight());
    boolean light = Polarity.lightOnDark(colors.grey());
    List<InkCandidate> first = candidates(Darkness.of(colors, light));
    Optional<InkCandidate> written = first.stream().filter(InkCandidate::isWritten).findFirst();
    if (written.filter(digit -> !digit.isSheet()).isPresent()) {
      return written.get().cutOut(scale);
    }
    Optional<InkCandidate> sheet = written.or(() -> first.stream().findFirst());
    List<InkCandidate> others =
        candidates(Darkness.of(sheet.map(s -> colors.part(s.box())).orElse(colors), !light));
    return others.stream()
        .filter(other -> sheet.isEmpty() || other.rejection(scale).isEmpty())
        .findFirst()
        .or(() -> sheet)
        .orElseThrow(() -> new ImageException("has no ink: all of it looks like background"))
        .cutOut(scale);
  }

  /** Returns what stands out, most likely first. */
  private static List<InkCandidate> candidates(Darkness darkness) {
    return InkPlane.of(darkness).stream()
        .flatMap(ink -> DigitPieces.of(ink).stream().map(digit -> new InkCandidate(ink, digit)))
        .filter(InkCandidate::standsOut)
        .toList();
  }

  /** What may be the digit. */
  private record InkCandidate(InkPlane ink, List<Piece> digit) {
    boolean standsOut() {
      return StandsOut.test(ink, digit);
    }

    boolean isWritten() {
      return WrittenForm.test(ink, digit);
    }

    boolean isSheet() {
      return Sheet.test(box().of(ink.pieces().mask(digit)));
    }

    Box box() {
      return Box.around(digit);
    }

    Optional<Rejection> rejection(double scale) {
      return isWritten()
          ? WrittenForm.rejection(ink, digit, scale)
          : Optional.of(Rejection.UNKNOWN);
    }

    FoundDigit cutOut(double scale) {
      return new FoundDigit(Photograph.cutOut(ink, digit), rejection(scale));
    }
  }

  private static Plane cutOut(InkPlane ink, List<Piece> digit) {
    Box inner = Box.around(digit);
    Box box = inner.widened(3 + inner.size() / 8);
    Mask mask = box.of(ink.pieces().mask(digit));
    Plane soft = new Plane(mask.width, mask.height, new float[mask.values.length]);
    float full = full(ink.darkness(), mask, box.left(), box.top());
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (near(mask, x, y)) {
          float darkness = ink.darkness().orZero(x + box.left(), y + box.top()) / full;
          soft.values[y * mask.width + x] = Math.max(0, Math.min(1, (darkness - EDGE) / SLOPE));
        }
      }
    }
    Plane formed = StrokeWidth.normalised(soft, mask, inner.size());
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
