package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
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

  /** Columns of the terminal that drawings may take. */
  private static final int COLUMNS = 100;

  private static final int SMALL_COLUMNS = 60;

  /** Three digits of MNIST's side by side. */
  private static final int NUMBER_COLUMNS = 72;

  private static final int COUNTED_CLASSES = 30;
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
        "%s_labels: shape (%d,), dtype %s, [%s]"
            .formatted(name, digits.size(), labelType(digits.info()), labels(digits)),
        "  images of each class" + counts(digits));
  }

  /** Returns the smallest type that the labels fit into. */
  private static String labelType(DatasetInfo info) {
    return info.classes().size() <= 256 ? "uint8" : "uint16";
  }

  private static String range(Digits digits) {
    return "%d to %d".formatted(least(digits), most(digits));
  }

  /** Returns the least value of a pixel, 255 without pixels. */
  public static int least(Digits digits) {
    int least = 255;
    for (byte pixel : digits.pixels()) {
      least = Math.min(least, pixel & 0xFF);
    }
    return least;
  }

  /** Returns the greatest value of a pixel, 0 without pixels. */
  public static int most(Digits digits) {
    int most = 0;
    for (byte pixel : digits.pixels()) {
      most = Math.max(most, pixel & 0xFF);
    }
    return most;
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
    if (counts.length > COUNTED_CLASSES) {
      IntSummaryStatistics all = Arrays.stream(counts).summaryStatistics();
      return ": %d to %d, of %,d classes".formatted(all.getMin(), all.getMax(), counts.length);
    }
    if (digits.info().classes().equals(DatasetInfo.numbers(counts.length))) {
      return Arrays.stream(counts)
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(" ", ", 0 to %d: ".formatted(counts.length - 1), ""));
    }
    return IntStream.range(0, counts.length)
        .mapToObj(label -> "%s %d".formatted(digits.info().name(label), counts[label]))
        .collect(Collectors.joining(", ", ": ", ""));
  }

  /** Draws the first images side by side, two rows of pixels per line. */
  public static List<String> draw(Digits digits) {
    int fit = Math.max(1, Math.min(DRAWN, COLUMNS / digits.info().width()));
    float[][] images = new float[Math.min(fit, digits.size())][digits.info().pixels()];
    for (int i = 0; i < images.length; i++) {
      digits.copyScaled(i, images[i], 0);
    }
    return draw(digits.info(), 0, COLUMNS, false, images);
  }

  /**
   * Draws an image without its margin, two rows of pixels per line, in half blocks if standard
   * output has them.
   *
   * @param pixels {@code [height · width]} in [0, 1]
   */
  public static List<String> small(float[] pixels, DatasetInfo info) {
    int margin = info.preparation() == Preparation.DIGITS ? MARGIN : 0;
    boolean blocks = Terminal.outputCharset().newEncoder().canEncode(BLOCKS);
    return draw(info, margin, SMALL_COLUMNS, blocks, pixels);
  }

  /**
   * Draws the digits of a number as {@link #small(float[], DatasetInfo)} does, side by side as far
   * as a terminal's line reaches.
   *
   * @param parts images, each {@code [height · width]} in [0, 1]
   */
  public static List<String> small(List<float[]> parts, DatasetInfo info) {
    int beside = Math.max(1, NUMBER_COLUMNS / (info.width() - 2 * MARGIN));
    boolean blocks = Terminal.outputCharset().newEncoder().canEncode(BLOCKS);
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < parts.size(); first += beside) {
      List<float[]> row = parts.subList(first, Math.min(parts.size(), first + beside));
      lines.addAll(draw(info, MARGIN, NUMBER_COLUMNS, blocks, row.toArray(float[][]::new)));
    }
    return lines;
  }

  private static List<String> draw(
      DatasetInfo info, int margin, int columns, boolean blocks, float[]... images) {
    int step = (info.width() - 2 * margin + columns - 1) / columns; // 1 unless it is too wide
    List<String> lines = new ArrayList<>();
    for (int row = margin; row < info.height() - margin; row += 2 * step) {
      StringBuilder line = new StringBuilder();
      for (float[] pixels : images) {
        for (int column = margin; column < info.width() - margin; column += step) {
          float upper = ink(info, pixels, row, column, step);
          float lower = ink(info, pixels, row + step, column, step);
          line.append(blocks ? block(upper, lower) : shade((upper + lower) / 2));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Returns the mean of a square of pixels; beyond the edges there is no ink. */
  private static float ink(DatasetInfo info, float[] pixels, int top, int left, int side) {
    float sum = 0;
    for (int row = top; row < Math.min(top + side, info.height()); row++) {
      for (int column = left; column < Math.min(left + side, info.width()); column++) {
        sum += pixels[row * info.width() + column];
      }
    }
    return sum / (side * side);
  }

  private static char block(float upper, float lower) {
    return BLOCKS.charAt((upper > INK ? 1 : 0) + (lower > INK ? 2 : 0));
  }

  private static char shade(float ink) {
    return SHADES.charAt((int) (ink * (SHADES.length() - 1) + 1e-5f));
  }
}
