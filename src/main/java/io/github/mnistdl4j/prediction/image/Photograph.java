package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Box;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** Finds the digit in a photograph, a scan or a large drawing. */
final class Photograph {
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
}
