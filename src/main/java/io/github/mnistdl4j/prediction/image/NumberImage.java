package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
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
  public record Digit(Box box, float[] pixels, boolean afterGap) {}

  public NumberImage {
    digits = List.copyOf(digits);
  }

  /**
   * Finds the digits.
   *
   * @param likelihood the logarithm of the probability that pixels show the digit that they show
   *     most probably, as a network sees it: decides what belongs to one digit
   * @throws ImageException if there is no ink
   */
  public static NumberImage of(
      BufferedImage picture, DatasetInfo images, ToDoubleFunction<float[]> likelihood) {
    if (DigitImage.isDrawn(picture)) {
      PreparedImage single = PreparedImage.of(picture, images);
      Box whole = new Box(0, 0, picture.getWidth(), picture.getHeight());
      return new NumberImage(single, List.of(new Digit(whole, single.pixels(), false)));
    }
    Photograph.Find find = Photograph.find(Colors.of(picture));
    PreparedImage single = PreparedImage.of(find, images);
    Plane darkness = find.ink().darkness();
    Scale scale = new Scale(picture, darkness);
    List<Digit> digits = new ArrayList<>();
    for (TextLines line : TextLines.of(RowInk.of(find.ink()))) {
      boolean newLine = !digits.isEmpty();
      for (RowDigits.Digit digit :
          RowDigits.of(line, ink -> likelihood.applyAsDouble(pixels(darkness, ink, images)))) {
        digits.add(
            new Digit(
                scale.of(digit.ink().box()),
                pixels(darkness, digit.ink(), images),
                digit.afterGap() || newLine));
        newLine = false;
      }
    }
    if (digits.size() <= 1) {
      Box box = scale.of(Box.around(find.digit()));
      return new NumberImage(single, List.of(new Digit(box, single.pixels(), false)));
    }
    return new NumberImage(single, digits);
  }

  private static float[] pixels(Plane darkness, Fragment ink, DatasetInfo images) {
    return DigitImage.of(Photograph.cutOut(darkness, ink), images);
  }

  /** From pixels of a plane to those of the picture that it was made from. */
  private record Scale(double across, double down) {
    Scale(BufferedImage picture, Plane plane) {
      this((double) picture.getWidth() / plane.width, (double) picture.getHeight() / plane.height);
    }

    Box of(Box box) {
      int left = (int) Math.floor(box.left() * across);
      int top = (int) Math.floor(box.top() * down);
      return new Box(
          left,
          top,
          (int) Math.ceil(box.right() * across) - left,
          (int) Math.ceil(box.bottom() * down) - top);
    }
  }
}
