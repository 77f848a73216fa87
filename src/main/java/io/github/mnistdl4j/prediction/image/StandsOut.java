package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Distances;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Pieces.Piece;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Arrays;
import java.util.List;

/**
 * Tells whether a digit stands out from what is around it, as pen on paper does and the paper's
 * structure, the edge of a shadow or noise do not.
 */
final class StandsOut {
  /** The ring around the digit that is looked at begins and ends at these distances, in pixels. */
  private static final float RING_START = 3;

  private static final float RING_END = 8;

  /** Largest share of the digit's darkness that the ring may have. */
  private static final double RING = 0.2;

  /** Least difference between digit and ring: darkness, deviations of the ring, and of all. */
  private static final double LEAST = 0.08;

  private static final double RING_DEVIATIONS = 4.5;
  private static final double DEVIATIONS = 6;

  /** From the median of magnitudes to the standard deviation of normally distributed noise. */
  private static final float DEVIATION_OF_MEDIAN = 1.4826f;

  private StandsOut() {}

  /** Returns whether the pieces of a digit stand out; the paper's lines around it do not count. */
  static boolean test(InkPlane ink, List<Piece> digit) {
    Box box = Box.around(digit).widened((int) RING_END + 1);
    Mask mask = box.of(ink.pieces().mask(digit));
    Mask lines = box.of(ink.lines());
    addFrames(ink, digit, box, lines);
    Plane distances = Distances.of(mask.complement());
    double inside = 0;
    double ring = 0;
    double squares = 0;
    int insidePixels = 0;
    int ringPixels = 0;
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        float dark = ink.darkness().orZero(box.left() + x, box.top() + y);
        float distance = distances.at(x, y);
        if (mask.at(x, y)) {
          inside += dark;
          insidePixels++;
        } else if (distance > RING_START && distance < RING_END && !lines.at(x, y)) {
          ring += dark;
          squares += dark * dark;
          ringPixels++;
        }
      }
    }
    inside /= Math.max(1, insidePixels);
    ring /= Math.max(1, ringPixels);
    double deviation = Math.sqrt(Math.max(0, squares / Math.max(1, ringPixels) - ring * ring));
    double difference = inside - ring;
    return ring <= RING * inside
        && difference >= LEAST
        && difference >= RING_DEVIATIONS * deviation
        && difference >= DEVIATIONS * deviation(ink.darkness());
  }

  /** Adds the frames around a digit, such as a box of a form, with a margin. */
  private static void addFrames(InkPlane ink, List<Piece> digit, Box box, Mask lines) {
    DigitPieces pieces = new DigitPieces(ink);
    List<Piece> frames =
        ink.pieces().all().stream().filter(piece -> pieces.isFrame(piece, digit)).toList();
    if (!frames.isEmpty()) {
      Mask others = box.of(ink.pieces().mask(frames)).complement();
      lines.add(Mask.above(Distances.of(others), RING_START).complement());
    }
  }

  private static double deviation(Plane darkness) {
    float median = Medians.of(darkness.values);
    float[] deviations = Arrays.copyOf(darkness.values, darkness.values.length);
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.abs(deviations[i] - median);
    }
    return DEVIATION_OF_MEDIAN * Medians.of(deviations);
  }
}
