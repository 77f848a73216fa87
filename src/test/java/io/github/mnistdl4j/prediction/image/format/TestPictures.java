package io.github.mnistdl4j.prediction.image.format;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;

/** Makes pictures of digits as people might draw or photograph them. */
public final class TestPictures {
  /** The brightness of a pixel. */
  public interface Shade {
    /**
     * In [0, 1].
     *
     * @param x from 0 at the left to 1
     * @param y from 0 at the top to 1
     * @param ink from 0 to 1
     */
    double at(double x, double y, double ink);
  }

  /** A lossless and a lossy WebP of 12 × 12 pixels with a stroke, for nothing here writes any. */
  public static final List<byte[]> WEBP =
      List.of(
          HexFormat.of()
              .parseHex(
                  "524946462a000000574542505650384c1e0000002f0bc002000f30fff33ffff31f7820d2b69150ff"
                      + "e852076f21a2ff91ec26"),
          HexFormat.of()
              .parseHex(
                  "524946463e000000574542505650382032000000f001009d012a0c000c0002c04c25a40010e009fd"
                      + "df52400000fefaa943fb357f6c7fbd22fd5d73e443fab2ffbc103ebf0000"));

  private TestPictures() {}

  /** White ink on black, as it is: {@code [side × side]} in [0, 1]. */
  public static BufferedImage grey(float[] ink, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < ink.length; i++) {
      image.getRaster().setSample(i % side, i / side, 0, Math.round(255 * ink[i]));
    }
    return image;
  }

  /** A digit drawn larger onto a black ground, white, in colours of its own. */
  public static BufferedImage drawn(
      float[] ink, int size, int width, int height, int left, int top) {
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(recoloured(grey(ink, 28), v -> v * 0x10101), left, top, size, size, null);
    graphics.dispose();
    return canvas;
  }

  /** The same with each grey value from 0 to 255 as another colour, {@code 0xRRGGBB}. */
  public static BufferedImage recoloured(BufferedImage image, IntUnaryOperator color) {
    int w = image.getWidth();
    BufferedImage result = new BufferedImage(w, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < w * image.getHeight(); i++) {
      int value = image.getRaster().getSample(i % w, i / w, 0);
      result.setRGB(i % w, i / w, color.applyAsInt(value));
    }
    return result;
  }

  /** Black on white. */
  public static BufferedImage inverted(BufferedImage image) {
    return recoloured(image, v -> (255 - v) * 0x10101);
  }

  /** The same with each pixel's ink under some light. */
  public static BufferedImage lit(BufferedImage image, Shade shade) {
    int w = image.getWidth();
    int h = image.getHeight();
    BufferedImage result = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < w * h; i++) {
      int x = i % w;
      int y = i / w;
      double ink = image.getRaster().getSample(x, y, 0) / 255.0;
      long value = Math.round(255 * shade.at((double) x / w, (double) y / h, ink));
      result.setRGB(x, y, (int) Math.max(0, Math.min(255, value)) * 0x10101);
    }
    return result;
  }

  /** White as ink of a colour, black as nothing. */
  public static BufferedImage onTransparency(BufferedImage image, int color) {
    int w = image.getWidth();
    BufferedImage result = new BufferedImage(w, image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < w * image.getHeight(); i++) {
      int ink = image.getRaster().getSample(i % w, i / w, 0);
      result.setRGB(i % w, i / w, ink << 24 | color);
    }
    return result;
  }

  public static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer for " + format);
    }
    return bytes.toByteArray();
  }

  /** What is left of a picture after it was a JPEG. */
  public static BufferedImage throughJpeg(BufferedImage image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(encoded(image, "jpeg")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
