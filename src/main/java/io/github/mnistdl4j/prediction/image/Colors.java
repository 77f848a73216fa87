package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture's brightness in each of its colours, 0 for none to 1 for full, scaled so that its
 * longer side has {@link #SIDE} pixels: large pictures by averaging areas, small ones by
 * interpolation. Transparent parts become background.
 */
record Colors(Plane red, Plane green, Plane blue, Plane grey) {
  /** Pixels of the longer side. */
  static final int SIDE = 400;

  /** Below this many pixels of the longer side a picture is enlarged. */
  private static final int LEAST_SIDE = 200;

  /**
   * Reads a picture.
   *
   * @throws ImageException if all of it is transparent
   */
  static Colors of(BufferedImage picture) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    double scale = Math.min(1, (double) SIDE / longest);
    int width = side(picture.getWidth(), scale);
    int height = side(picture.getHeight(), scale);
    float[][] cells = AreaScaler.scaled(picture, width, height);
    Backdrop.fill(cells);
    int growth = (LEAST_SIDE + longest - 1) / longest;
    Plane[] planes = new Plane[3];
    for (int c = 0; c < planes.length; c++) {
      Plane plane = new Plane(width, height, cells[c]);
      planes[c] = growth > 1 ? plane.resized(width * growth, height * growth) : plane;
    }
    return new Colors(planes[0], planes[1], planes[2], luminance(planes));
  }

  private static int side(int pixels, double scale) {
    return (int) Math.max(1, Math.round(pixels * scale));
  }

  /** Returns luminance as ITU-R BT.601 defines it. */
  private static Plane luminance(Plane[] colors) {
    float[] grey = new float[colors[0].values.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] =
          0.299f * colors[0].values[i]
              + 0.587f * colors[1].values[i]
              + 0.114f * colors[2].values[i];
    }
    return new Plane(colors[0].width, colors[0].height, grey);
  }

  /** Returns a part of the picture. */
  Colors part(Box box) {
    if (box.equals(new Box(0, 0, grey.width, grey.height))) {
      return this;
    }
    return new Colors(part(red, box), part(green, box), part(blue, box), part(grey, box));
  }

  private static Plane part(Plane plane, Box box) {
    return plane.part(box.left(), box.top(), box.width(), box.height());
  }

  /** Returns the brightness and the colours; of a grey picture, only the brightness. */
  List<Plane> planes() {
    for (int i = 0; i < grey.values.length; i++) {
      if (red.values[i] != green.values[i] || green.values[i] != blue.values[i]) {
        return List.of(grey, red, green, blue);
      }
    }
    return List.of(grey);
  }
}
