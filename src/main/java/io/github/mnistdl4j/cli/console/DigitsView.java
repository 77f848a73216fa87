package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Describes images in words, as the tutorial does, and draws them with characters. */
public final class DigitsView {
  private static final String SHADES = " .:-=+*#%@";
  private static final String BLOCKS = " \u2580\u2584\u2588";
  private static final float INK = 0.4f;

  /** MNIST's margin is 4 pixels, less where a digit is heavier on one side. */
  private static final int MARGIN = 2;

  private static final int DRAWN = 3;
  private static final int SHOWN_LABELS = 3;

  private DigitsView() {}

  /** Returns shape, type, labels, value range and class counts of a split. */
  public static List<String> describe(String name, Digits digits) {
    return List.of(
        "%s_images: shape (%d, %d, %d), dtype uint8, values %s"
            .formatted(
                name, digits.size(), digits.info().height(), digits.info().width(), range(digits)),
        "  as the network sees them: shape (%d, %d), dtype float32, values divided by 255"
            .formatted(digits.size(), digits.info().pixels()),
        "%s_labels: shape (%d,), dtype uint8, [%s]".formatted(name, digits.size(), labels(digits)),
        "  images of each class: " + counts(digits));
  }

  private static String range(Digits digits) {
    int least = 255;
    int most = 0;
    for (byte pixel : digits.pixels()) {
      least = Math.min(least, pixel & 0xFF);
      most = Math.max(most, pixel & 0xFF);
    }
    return "%d to %d".formatted(least, most);
  }

  private static String labels(Digits digits) {
    int n = digits.size();
    return IntStream.range(0, n)
        .filter(i -> i < SHOWN_LABELS || i >= n - SHOWN_LABELS)
        .mapToObj(i -> (i > SHOWN_LABELS && i == n - SHOWN_LABELS ? "... " : "") + digits.label(i))
        .collect(Collectors.joining(" "));
  }

  private static String counts(Digits digits) {
    int[] counts = digits.classCounts();
    return IntStream.range(0, counts.length)
        .mapToObj(label -> "%s: %d".formatted(digits.info().name(label), counts[label]))
        .collect(Collectors.joining(", "));
  }

  /** Draws the first images side by side, two rows of pixels per line. */
  public static List<String> draw(Digits digits) {
    float[][] images = new float[Math.min(DRAWN, digits.size())][digits.info().pixels()];
    for (int i = 0; i < images.length; i++) {
      digits.copyScaled(i, images[i], 0);
    }
    return draw(digits.info(), 0, false, images);
  }

  /**
   * Draws an image without its margin, two rows of pixels per line, in half blocks if standard
   * output has them.
   *
   * @param pixels {@code [height · width]} in [0, 1]
   */
  public static List<String> small(float[] pixels, DatasetInfo info) {
    int margin = info.preparation() == Preparation.DIGITS ? MARGIN : 0;
    return draw(info, margin, Terminal.outputCharset().newEncoder().canEncode(BLOCKS), pixels);
  }

  private static List<String> draw(
      DatasetInfo info, int margin, boolean blocks, float[]... images) {
    int width = info.width();
    List<String> lines = new ArrayList<>();
    for (int row = margin; row < info.height() - margin; row += 2) {
      StringBuilder line = new StringBuilder();
      for (float[] pixels : images) {
        for (int column = margin; column < width - margin; column++) {
          float upper = pixels[row * width + column];
          float lower = row + 1 < info.height() ? pixels[(row + 1) * width + column] : 0;
          line.append(blocks ? block(upper, lower) : shade((upper + lower) / 2));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static char block(float upper, float lower) {
    return BLOCKS.charAt((upper > INK ? 1 : 0) + (lower > INK ? 2 : 0));
  }

  private static char shade(float ink) {
    return SHADES.charAt((int) (ink * (SHADES.length() - 1) + 1e-5f));
  }
}
