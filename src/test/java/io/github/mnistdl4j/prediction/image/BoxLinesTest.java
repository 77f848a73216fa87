package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BoxLinesTest {
  private static Mask drawn(Consumer<Graphics2D> drawing) {
    BufferedImage picture = new BufferedImage(200, 80, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    drawing.accept(g);
    g.dispose();
    Mask mask = new Mask(200, 80, new boolean[200 * 80]);
    for (int i = 0; i < mask.values.length; i++) {
      mask.values[i] = picture.getRaster().getSample(i % 200, i / 200, 0) > 127;
    }
    return Fragment.of(mask, 0, 0).mask();
  }

  private static void boxes(Graphics2D g) {
    g.setStroke(new BasicStroke(2));
    g.drawPolyline(new int[] {2, 70, 130, 197}, new int[] {3, 2, 4, 3}, 4);
    g.drawPolyline(new int[] {2, 70, 130, 197}, new int[] {77, 75, 76, 77}, 4);
    for (int x : new int[] {2, 70, 130, 197}) {
      g.drawLine(x, 3, x + (x == 2 ? 1 : -1), 77);
    }
  }

  private static void digits(Graphics2D g) {
    g.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.drawLine(35, 20, 35, 60);
    g.drawPolyline(new int[] {80, 120, 95}, new int[] {25, 25, 78}, 3);
    g.drawOval(120, 20, 40, 45);
  }

  @Test
  void takesUnevenBoxesOffDigitsThatTouchThem() {
    Mask all =
        drawn(
            g -> {
              boxes(g);
              digits(g);
            });
    Mask alone = drawn(BoxLinesTest::digits);
    Mask rest = BoxLines.removed(all, 6).orElseThrow().ink();
    int expected = new Fragment(new Box(0, 0, alone.width, alone.height), alone).pixels();
    int found = new Fragment(new Box(0, 0, rest.width, rest.height), rest).pixels();
    assertThat((double) found / expected).isBetween(0.95, 1.08);
    assertThat(BoxLines.removed(drawn(BoxLinesTest::boxes), 6).orElseThrow().ink().share())
        .isLessThan(0.01);
  }

  @Test
  void leavesDigitsWithoutBoxesAlone() {
    Mask zero =
        drawn(
            g -> {
              g.setStroke(new BasicStroke(4));
              g.drawOval(20, 5, 60, 70);
            });
    assertThat(BoxLines.removed(zero, 6)).isEmpty();
  }

  @Test
  void findsTheCellsOfBoxes() {
    assertThat(BoxLines.removed(drawn(BoxLinesTest::boxes), 6).orElseThrow().cells())
        .extracting(Box::width)
        .containsExactly(67, 60, 67);
  }

  @Test
  void takesTheTeethOffACombWithADigitThatTouchesItsLine() {
    Mask all =
        drawn(
            g -> {
              g.setStroke(new BasicStroke(2));
              g.drawPolyline(new int[] {2, 2, 197, 197}, new int[] {3, 77, 77, 3}, 4);
              g.drawLine(67, 50, 67, 77);
              g.drawLine(132, 50, 132, 77);
              g.setStroke(new BasicStroke(7));
              g.drawLine(35, 20, 35, 76);
            });
    BoxLines.Unboxed rest = BoxLines.removed(all, 6).orElseThrow();
    assertThat(rest.cells()).hasSize(3);
    assertThat(Fragment.of(rest.ink(), 0, 0).box().width()).isBetween(7, 9);
  }
}
