package io.github.mnistdl4j.prediction;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Brings pictures to MNIST's form. */
public final class DigitImage {
  private static final int SIDE = 28;

  private DigitImage() {}

  /**
   * Brings a picture to MNIST's form.
   *
   * @return {@code [784]}: 28 rows of 28 pixels from the top left, in [0, 1]; 0 is background, 1
   *     ink
   * @throws ImageException if there is no ink in it
   */
  public static float[] preprocess(BufferedImage picture) {
    BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, SIDE, SIDE, Color.WHITE, null);
    graphics.dispose();
    float background = luminance(small.getRGB(0, 0));
    float[] pixels = new float[SIDE * SIDE];
    float most = 0;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.abs(luminance(small.getRGB(i % SIDE, i / SIDE)) - background);
      most = Math.max(most, pixels[i]);
    }
    if (most < 0.1f) {
      throw new ImageException("has no ink: all of it is of one colour");
    }
    return pixels;
  }

  private static float luminance(int rgb) {
    return (0.299f * (rgb >> 16 & 0xFF) + 0.587f * (rgb >> 8 & 0xFF) + 0.114f * (rgb & 0xFF)) / 255;
  }
}
