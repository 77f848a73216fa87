package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Blur;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A photograph of paper in the making: what lies below the ink and above it, the light, the view
 * and the camera. All of it comes from one seed.
 */
final class PhotoScene {
  /** A factor of the light at a place, 0 to 1 from the left and from the top. */
  interface Light {
    double at(double x, double y);
  }

  /** Darkness of the ink that an image of a digit has at least where its stroke ends. */
  private static final double EDGE = 0.42;

  final Random random;
  final int width;
  final int height;

  /** The digit's longer side, and its middle, in pixels. */
  double size;

  double x;
  double y;

  Color paper = new Color(238, 236, 228);
  Color pen = new Color(30, 34, 60);
  double opacity = 0.95;
  double rotation;
  double perspective;
  double noise = 0.006;
  final List<Consumer<Graphics2D>> below = new ArrayList<>();
  final List<Consumer<Graphics2D>> above = new ArrayList<>();
  final List<Light> lights = new ArrayList<>();

  PhotoScene(long seed) {
    random = new Random(seed);
    int[][] sizes = {{400, 300}, {300, 400}, {480, 360}, {320, 320}};
    int[] chosen = sizes[random.nextInt(sizes.length)];
    width = chosen[0];
    height = chosen[1];
    size = between(0.32, 0.5) * Math.min(width, height);
    x = width * between(0.46, 0.54);
    y = height * between(0.46, 0.54);
    pen = random.nextBoolean() ? pen : new Color(35, 35, 38);
  }

  double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  /** Returns one of a kind's colours. */
  Color oneOf(int... colors) {
    return new Color(colors[random.nextInt(colors.length)]);
  }

  /** Takes the photograph of ink, {@code [28 × 28]} in [0, 1]; of nothing, of paper alone. */
  BufferedImage photograph(float[] ink) {
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(paper);
    g.fillRect(0, 0, width, height);
    below.forEach(drawing -> drawing.accept(g));
    if (ink.length > 0) {
      write(sheet, ink);
    }
    above.forEach(drawing -> drawing.accept(g));
    g.dispose();
    return developed(sheet);
  }

  /** Writes the digit with smooth strokes: its box of ink is as large as wanted. */
  private void write(BufferedImage sheet, float[] ink) {
    Plane trimmed = inked(ink);
    double scale = size / Math.max(trimmed.width, trimmed.height);
    int margin = 2;
    Plane padded = padded(trimmed, margin);
    int w = (int) (padded.width * scale);
    int h = (int) (padded.height * scale);
    Plane large = Blur.of(padded.resized(w, h), Math.max(0.5, 0.45 * scale));
    int left = (int) (x - w / 2.0);
    int top = (int) (y - h / 2.0);
    for (int i = 0; i < large.values.length; i++) {
      int column = left + i % w;
      int row = top + i / w;
      if (column >= 0 && row >= 0 && column < width && row < height) {
        double steep = 14 * Math.max(1, scale / 4);
        double covered = opacity / (1 + Math.exp((EDGE - large.values[i]) * steep));
        sheet.setRGB(column, row, mixed(sheet.getRGB(column, row), pen.getRGB(), covered));
      }
    }
  }

  private static Plane inked(float[] ink) {
    float[] strong = ink.clone();
    for (int i = 0; i < strong.length; i++) {
      strong[i] = strong[i] < 0.15 ? 0 : strong[i];
    }
    return new Plane(28, 28, strong).trimmed();
  }

  private static Plane padded(Plane plane, int margin) {
    Plane result =
        new Plane(
            plane.width + 2 * margin,
            plane.height + 2 * margin,
            new float[(plane.width + 2 * margin) * (plane.height + 2 * margin)]);
    for (int i = 0; i < plane.values.length; i++) {
      int row = i / plane.width + margin;
      result.values[row * result.width + i % plane.width + margin] = plane.values[i];
    }
    return result;
  }

  private static int mixed(int below, int above, double share) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double value = (below >> shift & 255) * (1 - share) + (above >> shift & 255) * share;
      result |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
    }
    return result;
  }

  /** Turns the sheet, lights it, and adds the camera's noise. */
  private BufferedImage developed(BufferedImage sheet) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bytes = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
    int[] colors = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    int next = 0;
    double sin = Math.sin(Math.toRadians(rotation));
    double cos = Math.cos(Math.toRadians(rotation));
    double tiltX = perspective * between(-1, 1) / width;
    double tiltY = perspective * between(-1, 1) / height;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double dx = column - width / 2.0;
        double dy = row - height / 2.0;
        double depth = 1 + tiltX * dx + tiltY * dy;
        double fromX = width / 2.0 + (cos * dx + sin * dy) / depth;
        double fromY = height / 2.0 + (cos * dy - sin * dx) / depth;
        double light = 1;
        for (Light one : lights) {
          light *= one.at((double) column / width, (double) row / height);
        }
        int color = exposed(sampled(colors, fromX, fromY), light);
        for (int shift = 0; shift <= 16; shift += 8) { // blue first
          bytes[next++] = (byte) (color >> shift);
        }
      }
    }
    return result;
  }

  private int exposed(int color, double light) {
    double grain = noise * 255 * random.nextGaussian();
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double value = (color >> shift & 255) * light + grain;
      result |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
    }
    return result;
  }

  /** Returns the colour between pixels; the outermost continue beyond the edges. */
  private int sampled(int[] colors, double x, double y) {
    double insideX = Math.max(0, Math.min(width - 1.001, x));
    double insideY = Math.max(0, Math.min(height - 1.001, y));
    int left = (int) insideX;
    int top = (int) insideY;
    int at = top * width + left;
    int upper = mixed(colors[at], colors[at + 1], insideX - left);
    int lower = mixed(colors[at + width], colors[at + width + 1], insideX - left);
    return mixed(upper, lower, insideY - top);
  }

  /** Draws what looks like a line of small print, without a font. */
  void print(Graphics2D g, double left, double top, double height, int letters) {
    g.setStroke(new BasicStroke((float) Math.max(1, height / 8)));
    for (int i = 0; i < letters; i++) {
      double cell = left + i * height * 0.75;
      Path2D letter = new Path2D.Double();
      letter.moveTo(cell + height * between(0, 0.5), top + height * between(0, 0.3));
      for (int k = 0; k < 3; k++) {
        letter.lineTo(cell + height * between(0, 0.5), top + height * between(0, 1));
      }
      g.draw(letter);
    }
  }

  /** Returns a line through points as a hand draws it, which trembles by some pixels. */
  Path2D byHand(double tremble, double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      for (int k = 1; k <= 6; k++) {
        double share = k / 6.0;
        path.lineTo(
            points[i - 2] + share * (points[i] - points[i - 2]) + between(-tremble, tremble),
            points[i - 1] + share * (points[i + 1] - points[i - 1]) + between(-tremble, tremble));
      }
    }
    return path;
  }
}
