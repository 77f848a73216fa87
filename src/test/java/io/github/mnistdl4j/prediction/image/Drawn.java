package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import java.util.Arrays;

/** Masks from text: {@code #} for ink. */
final class Drawn {
  private Drawn() {}

  static Mask mask(String... rows) {
    Mask mask =
        new Mask(rows[0].length(), rows.length, new boolean[rows[0].length() * rows.length]);
    for (int i = 0; i < mask.values.length; i++) {
      mask.values[i] = rows[i / mask.width].charAt(i % mask.width) == '#';
    }
    return mask;
  }

  /** Returns full ink in a box. */
  static Fragment block(int left, int top, int width, int height) {
    Mask mask = new Mask(width, height, new boolean[width * height]);
    Arrays.fill(mask.values, true);
    return new Fragment(new Box(left, top, width, height), mask);
  }

  static String[] rows(Mask mask) {
    String[] rows = new String[mask.height];
    for (int y = 0; y < mask.height; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < mask.width; x++) {
        row.append(mask.at(x, y) ? '#' : '.');
      }
      rows[y] = row.toString();
    }
    return rows;
  }
}
