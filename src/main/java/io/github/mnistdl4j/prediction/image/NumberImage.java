package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A picture of a number: its digits, each brought to the form of a data set's images.
 *
 * @param single the picture as that of one digit: the most likely one
 * @param digits from left to right, the uppermost line first; at least one
 */
public record NumberImage(PreparedImage single, List<Digit> digits) {
  /**
   * A digit of a number.
   *
   * @param box around its ink, in pixels of the picture
   * @param pixels {@code [height · width]}: the network's input
   * @param afterGap whether a separator is before it: a dot, dash or slash, or a new line
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Digit(Box box, float[] pixels, boolean afterGap) {}

  /**
   * Share of a digit's ink that its parts have at least; else they leave strokes, or a box, out.
   */
  private static final double SAME_INK = 0.8;

  /** How much more likely one digit must be than several that leave ink out, as a logarithm. */
  private static final double LOST = 0.75;

  /** How much more likely one digit must be than several that are apart, as a logarithm. */
  private static final double APART = 1.5;

  /** Height of digits in pixels from which on they are seen well. */
  private static final double FINE = 36;

  /** Largest share of a picture's side that is looked at from nearer. */
  private static final double NEARER = 0.8;

  /** Least gap between digits that are apart, in heights. */
  private static final double GAP = 0.06;

  public NumberImage {
    digits = List.copyOf(digits);
  }

  /**
   * Finds the digits.
   *
   * @param likelihood returns the logarithm of the largest probability that a network gives a class
   *     for some pixels: it decides what belongs to one digit
   * @throws ImageException if there is no ink
   */
  public static NumberImage of(
      BufferedImage picture, DatasetInfo images, ToDoubleFunction<float[]> likelihood) {
    if (DigitImage.isDrawn(picture)) {
      PreparedImage single = PreparedImage.of(picture, images);
      Box whole = new Box(0, 0, picture.getWidth(), picture.getHeight());
      return new NumberImage(single, List.of(new Digit(whole, single.pixels(), false)));
    }
    InkCandidate find = Photograph.find(picture);
    PreparedImage single = PreparedImage.of(find.cutOut(), images);
    Box box = find.box();
    PictureScale scale = new PictureScale(1 / find.scale(), find.part());
    List<RowDigits.DigitRow> rows =
        rows(find.ink(), ink -> likelihood.applyAsDouble(pixels(find.ink(), ink, images)));
    double one =
        likelihood.applyAsDouble(single.pixels())
            + RowDigits.prior((double) box.width() / box.height(), true);
    if (isSingle(rows, find.digit(), one)) {
      return new NumberImage(single, List.of(new Digit(scale.of(box), single.pixels(), false)));
    }
    List<Digit> digits = new ArrayList<>();
    for (RowDigits.DigitRow row : rows) {
      boolean newLine = !digits.isEmpty();
      for (RowDigits.RowDigit digit : row.digits()) {
        float[] pixels = pixels(find.ink(), digit.ink(), images);
        boolean gap = digit.afterGap() || newLine;
        digits.add(new Digit(scale.of(digit.ink().box()), pixels, gap));
        newLine = false;
      }
    }
    return scale.isCoarse(digits)
        ? new NumberImage(single, enlarged(picture, images, likelihood, digits))
        : new NumberImage(single, digits);
  }

  /** Returns the digits of a part of a picture as they are seen from nearer. */
  private static List<Digit> enlarged(
      BufferedImage picture,
      DatasetInfo images,
      ToDoubleFunction<float[]> likelihood,
      List<Digit> digits) {
    int margin = digits.stream().mapToInt(digit -> digit.box().height()).max().orElse(0);
    int left = picture.getWidth();
    int top = picture.getHeight();
    int right = 0;
    int bottom = 0;
    for (Digit digit : digits) {
      left = Math.min(left, Math.max(0, digit.box().left() - margin));
      top = Math.min(top, Math.max(0, digit.box().top() - margin));
      right = Math.max(right, Math.min(picture.getWidth(), digit.box().right() + margin));
      bottom = Math.max(bottom, Math.min(picture.getHeight(), digit.box().bottom() + margin));
    }
    if (right - left > NEARER * picture.getWidth() || bottom - top > NEARER * picture.getHeight()) {
      return digits;
    }
    List<Digit> found = new ArrayList<>();
    BufferedImage part = picture.getSubimage(left, top, right - left, bottom - top);
    try {
      for (Digit digit : of(part, images, likelihood).digits()) {
        Box box = digit.box();
        Box moved = new Box(box.left() + left, box.top() + top, box.width(), box.height());
        found.add(new Digit(moved, digit.pixels(), digit.afterGap()));
      }
    } catch (ImageException e) {
      return digits; // seen from nearer it does not stand out
    }
    return found.size() >= digits.size() ? found : digits;
  }

  private static List<RowDigits.DigitRow> rows(
      InkPlane ink, ToDoubleFunction<Fragment> likelihood) {
    return TextLines.of(RowInk.of(ink)).stream()
        .map(line -> RowDigits.of(line, likelihood))
        .filter(row -> !row.digits().isEmpty())
        .toList();
  }

  /**
   * Returns whether rows are rather one digit: there is only one, or one in each line, or all are
   * parts of a digit that is at least as likely.
   *
   * @param score of the pieces that may be one digit
   */
  private static boolean isSingle(
      List<RowDigits.DigitRow> rows, List<Pieces.Piece> pieces, double score) {
    if (rows.stream().allMatch(row -> row.digits().size() == 1)) {
      return true;
    }
    Box box = Box.around(pieces);
    List<Fragment> parts =
        rows.stream().flatMap(row -> row.digits().stream()).map(RowDigits.RowDigit::ink).toList();
    double all = pieces.stream().mapToInt(Pieces.Piece::pixels).sum();
    double several = rows.stream().mapToDouble(RowDigits.DigitRow::score).sum();
    boolean same = parts.stream().mapToInt(Fragment::pixels).sum() >= SAME_INK * all;
    return parts.stream().allMatch(part -> !part.isWhole() && box.encloses(part.box()))
        && score >= several + (same ? 0 : LOST) + (areApart(parts, box.height()) ? APART : 0);
  }

  /** Returns whether there is a gap between all neighbours. */
  private static boolean areApart(List<Fragment> parts, int height) {
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).overlap(parts.get(i - 1)) > -GAP * height) {
        return false;
      }
    }
    return true;
  }

  private static float[] pixels(InkPlane plane, Fragment ink, DatasetInfo images) {
    return DigitImage.of(CutOut.of(plane.darkness(), ink), images);
  }

  /**
   * From pixels of a part of a picture's plane to those of the picture.
   *
   * @param size pixels of the picture per pixel of the plane
   */
  private record PictureScale(double size, Box part) {
    /** Returns whether digits are seen with fewer pixels than they have, and than are needed. */
    boolean isCoarse(List<Digit> digits) {
      double height =
          digits.stream().mapToInt(digit -> digit.box().height()).average().orElse(0) / size;
      return size > 1 && height < FINE;
    }

    Box of(Box box) {
      int left = (int) Math.floor((part.left() + box.left()) * size);
      int top = (int) Math.floor((part.top() + box.top()) * size);
      return new Box(
          left,
          top,
          (int) Math.ceil((part.left() + box.right()) * size) - left,
          (int) Math.ceil((part.top() + box.bottom()) * size) - top);
    }
  }
}
