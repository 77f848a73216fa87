package io.github.mnistdl4j.serving;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Bodies of requests. */
final class Requests {
  private Requests() {}

  /** {@code [784]} with ink here and there. */
  static float[] image(int seed) {
    Random random = new Random(seed);
    float[] pixels = new float[784];
    for (int i = 0; i < 200; i++) {
      pixels[random.nextInt(pixels.length)] = random.nextInt(1000) / 1000f;
    }
    return pixels;
  }

  /** An inference request for one image. */
  static String infer(float[] image) {
    return infer("FP32", "[1,784]", "[" + numbers(image) + "]");
  }

  static String infer(String datatype, String shape, String data) {
    return "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
        .formatted(datatype, shape, data);
  }

  /** With commas between them. */
  static String numbers(float[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> String.valueOf(values[i]))
        .collect(Collectors.joining(","));
  }

  /** A picture with a thick stroke, as PNG. */
  static byte[] png(int side) {
    return picture(side, "png");
  }

  /** A picture with a thick stroke, in a format that Java can write. */
  static byte[] picture(int side, String format) {
    return encode(WarmUp.stroke(side), format);
  }

  /** A white picture, as PNG; a large one packs into few bytes. */
  static byte[] blank(int width, int height) {
    return blank(width, height, "png");
  }

  static byte[] blank(int width, int height, String format) {
    return encode(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), format);
  }

  /** A photograph of a thick stroke as a PNG of about three bytes a pixel. */
  static byte[] photograph(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] colors = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean ink =
            Math.abs(2 * x - width) < height / 10 && Math.abs(2 * y - height) < height / 2;
        colors[y * width + x] = (ink ? 0x202020 : 0xC0C0C0) + (random.nextInt() & 0x1F1F1F);
      }
    }
    return encode(picture, "png");
  }

  private static byte[] encode(BufferedImage picture, String format) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ImageIO.write(picture, format, file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
