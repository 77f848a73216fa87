package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.MnistRun;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.raster.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of several of MNIST's test digits, drawn in many ways, after two epochs. */
class NumbersIT {
  /** Of so few a network that was trained elsewhere may well read three fewer. */
  private static final int NUMBERS = Integer.getInteger("mnist.digits", 150) / 5;

  private static final Digits TEST =
      new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();
  private static final Predictor PREDICTOR = Predictor.load(MnistRun.directory().path());

  private final Random random = new Random(5);
  private BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
  private String expected = "";

  private void paper(int width, int height) {
    picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bytes = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < width * height; i++) {
      int shade = 225 - 40 * (i % width) / width + (int) Math.round(2 * random.nextGaussian());
      Arrays.fill(bytes, 3 * i, 3 * i + 3, (byte) shade);
    }
  }

  /** Draws a digit that is right as it is, smoothly enlarged; returns its width. */
  private int digit(int left, int top, int size) {
    float[] pixels = new float[784];
    int label;
    do {
      int index = random.nextInt(TEST.size());
      TEST.copyScaled(index, pixels, 0);
      label = TEST.label(index);
    } while (PREDICTOR.predict(pixels).digit() != label);
    expected += label;
    BufferedImage small = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
    int first = 28;
    int last = 0;
    for (int i = 0; i < 784; i++) {
      small.setRGB(i % 28, i / 28, (int) (255 * pixels[i]) << 24 | 0x202850);
      first = pixels[i] > 0.3 ? Math.min(first, i % 28) : first;
      last = pixels[i] > 0.3 ? Math.max(last, i % 28) : last;
    }
    double scale = size / 20.0;
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    int side = (int) (28 * scale);
    g.drawImage(small, (int) (left - first * scale), (int) (top - 4 * scale), side, side, null);
    g.dispose();
    return (int) ((last - first + 1) * scale);
  }

  private void line(int thickness, int... ends) {
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(40, 45, 80));
    g.setStroke(new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.drawLine(ends[0], ends[1], ends[2], ends[3]);
    g.dispose();
  }

  private void row(int left, int top, int size, int count, double gap) {
    int x = left;
    for (int k = 0; k < count; k++) {
      x += digit(x, top + (int) (k * size * 0.06), size) + (int) (gap * size);
    }
  }

  /** Draws boxes by hand around digits of various sizes. */
  private void boxes() {
    paper(900, 300);
    int[] edges = new int[6];
    for (int k = 0; k < edges.length; k++) {
      edges[k] = 60 + 150 * k + random.nextInt(20);
      line(3, edges[k], 70, edges[k] + random.nextInt(7) - 3, 235);
    }
    for (int k = 0; k + 1 < edges.length; k++) {
      line(3, edges[k], 70 + random.nextInt(4), edges[k + 1], 70 + random.nextInt(4));
      line(3, edges[k], 233 + random.nextInt(4), edges[k + 1], 233 + random.nextInt(4));
      digit(edges[k] + 40, 95 + random.nextInt(15), 100 + random.nextInt(20));
    }
  }

  /** Draws a date with dots, dashes or slashes. */
  private void date(int separator) {
    paper(900, 300);
    int x = 50;
    for (int k = 0; k < 6; k++) {
      x += digit(x, 100, 80) + 18;
      if (k == 1 || k == 3) {
        expected += " ";
        switch (separator) {
          case 0 -> line(9, x + 8, 178, x + 9, 179);
          case 1 -> line(8, x + 4, 140, x + 34, 141);
          default -> line(8, x, 190, x + 34, 84);
        }
        x += separator == 0 ? 32 : 54;
      }
    }
  }

  private void draw(String kind) {
    expected = "";
    switch (kind) {
      case "apart" -> {
        paper(800, 300);
        row(60, 90, 90, 5, 0.3);
      }
      case "small in a large photograph" -> {
        paper(1600, 1200);
        row(500, 700, 70, 6, 0.3);
      }
      case "touching" -> {
        paper(800, 300);
        row(100, 90, 110, 3, -0.03);
      }
      case "two lines" -> {
        paper(800, 600);
        row(100, 90, 110, 3, 0.3);
        expected += " ";
        row(150, 320, 110, 3, 0.3);
      }
      case "boxes by hand" -> boxes();
      case "dots" -> date(0);
      case "dashes" -> date(1);
      default -> date(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "apart, 75",
    "small in a large photograph, 50",
    "touching, 25",
    "two lines, 70",
    "boxes by hand, 75",
    "dots, 75",
    "dashes, 75",
    "slashes, 75"
  })
  void readsWholeNumbers(String kind, int percent) {
    int right = 0;
    for (int i = 0; i < NUMBERS; i++) {
      draw(kind);
      right += PREDICTOR.read(picture).text().equals(expected) ? 1 : 0;
    }
    assertThat(100 * right / NUMBERS).isGreaterThanOrEqualTo(percent);
  }

  @Test
  void givesTheBoxesOfDigits() {
    int whole = 0;
    for (int i = 0; i < NUMBERS; i++) {
      paper(800, 300);
      int width = digit(100, 90, 100);
      digit(300, 90, 100);
      Reading reading = PREDICTOR.read(picture);
      assertThat(PREDICTOR.predict(picture).rejection()).contains(Rejection.SEVERAL);
      if (reading.parts().size() == 2) { // none is torn
        Box first = reading.parts().get(0).box();
        assertThat(first.left()).isBetween(90, 106);
        assertThat(first.width()).isBetween(width - 12, width + 12);
        whole++;
      }
    }
    assertThat(whole).isGreaterThanOrEqualTo(8 * NUMBERS / 10);
  }

  @Test
  void readsOneDigitAsItIsPredicted() {
    for (int i = 0; i < NUMBERS; i++) {
      paper(400, 300);
      digit(120, 60, 160);
      Reading reading = PREDICTOR.read(picture);
      assertThat(reading.parts()).hasSize(1);
      assertThat(reading.parts().get(0).prediction().input())
          .containsExactly(PREDICTOR.predict(picture).input());
    }
  }
}
