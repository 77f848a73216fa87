package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same 4-like strokes on many grounds: the ink that is found must be that on plain paper. */
class PhotographTest {
  private static final int W = 640;
  private static final int H = 480;

  private static BufferedImage paper(Consumer<Graphics2D> below, boolean ink, int shade) {
    BufferedImage picture = new BufferedImage(W, H, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(235, 233, 225));
    g.fillRect(0, 0, W, H);
    below.accept(g);
    if (ink) {
      g.setColor(new Color(shade, shade, shade + 20));
      g.setStroke(new BasicStroke(18, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.drawPolyline(new int[] {290, 260, 370}, new int[] {140, 260, 250}, 3);
      g.drawLine(345, 170, 335, 340);
    }
    g.dispose();
    return picture;
  }

  private static void ruled(Graphics2D g) {
    g.setColor(new Color(150, 170, 215));
    for (int y = 17; y < H; y += 45) {
      g.fillRect(0, y, W, 2);
    }
  }

  private static void squared(Graphics2D g) {
    ruled(g);
    for (int x = 20; x < W; x += 45) {
      g.fillRect(x, 0, 2, H);
    }
  }

  private static void table(Graphics2D g) {
    g.setColor(new Color(70, 50, 35));
    g.fillPolygon(new int[] {0, 70, 50, 0}, new int[] {0, 0, H, H}, 4);
  }

  private static void frame(Graphics2D g) {
    g.setColor(new Color(60, 60, 60));
    g.setStroke(new BasicStroke(5));
    g.drawRect(190, 90, 250, 300);
  }

  private static BufferedImage shaded(BufferedImage picture) {
    Random random = new Random(3);
    return TestPictures.lit(
        picture,
        (x, y, ink) ->
            ink * (x + 0.4 * y > 0.7 ? 0.55 : 1) * (1 - 0.2 * y) + 0.01 * random.nextGaussian());
  }

  static Stream<Named<BufferedImage>> grounds() {
    return Stream.of(
        Named.of("ruled", paper(PhotographTest::ruled, true, 30)),
        Named.of("squared", paper(PhotographTest::squared, true, 30)),
        Named.of("table", paper(PhotographTest::table, true, 30)),
        Named.of("frame", paper(PhotographTest::frame, true, 30)),
        Named.of("shadow", shaded(paper(g -> {}, true, 30))),
        Named.of("pencil", paper(g -> {}, true, 150)),
        Named.of(
            "board", TestPictures.recoloured(paper(g -> {}, true, 30), v -> (255 - v) * 0x10101)));
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void findsTheSameInkOnEveryGround(BufferedImage picture) {
    float[] expected = Photograph.digit(paper(g -> {}, true, 30)).ink().resized(20, 20).values;
    float[] found = Photograph.digit(picture).ink().resized(20, 20).values;
    double difference = 0;
    double ink = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.abs(found[i] - expected[i]);
      ink += expected[i];
    }
    assertThat(difference / ink).isLessThan(0.15);
  }

  static Stream<Named<BufferedImage>> blanks() {
    return Stream.of(
        Named.of("plain", paper(g -> {}, false, 0)),
        Named.of("ruled", paper(PhotographTest::ruled, false, 0)),
        Named.of("squared", paper(PhotographTest::squared, false, 0)),
        Named.of("shadow", shaded(paper(g -> {}, false, 0))));
  }

  @ParameterizedTest
  @MethodSource("blanks")
  void findsNoInkOnBlankPaper(BufferedImage picture) {
    assertThatThrownBy(() -> Photograph.digit(picture))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("has no ink");
  }
}
