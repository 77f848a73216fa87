package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same 4-like strokes on many grounds: what is found must be what is found on plain paper. */
class PhotographTest {
  static final float[] FOUR = strokes();
  private static final float[] PLAIN_FORM = form(PhotoKind.PLAIN.photograph(5, FOUR));

  private static float[] strokes() {
    BufferedImage picture =
        picture(
            28,
            28,
            0,
            g -> {
              g.setColor(Color.WHITE);
              g.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
              Path2D path = new Path2D.Double();
              path.moveTo(10, 5);
              path.lineTo(7.5, 15);
              path.lineTo(20, 14);
              path.moveTo(16.5, 8);
              path.lineTo(15, 23);
              g.draw(path);
            });
    float[] ink = new float[784];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (picture.getRGB(i % 28, i / 28) & 255) / 255f;
    }
    return ink;
  }

  private static BufferedImage picture(int w, int h, int shade, Consumer<Graphics2D> drawing) {
    BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(shade, shade, shade));
    g.fillRect(0, 0, w, h);
    g.setColor(new Color(30, 30, 50));
    drawing.accept(g);
    g.dispose();
    return picture;
  }

  private static BufferedImage paper(Consumer<Graphics2D> drawing) {
    return picture(400, 300, 235, drawing);
  }

  private static float[] form(BufferedImage picture) {
    FoundDigit found = DigitImage.find(picture);
    assertThat(found.rejection()).isEmpty();
    return DigitImage.of(found.ink(), DatasetInfo.MNIST);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PLAIN", "ROTATED", "PERSPECTIVE", "MIXED"})
  void findsTheSameInkOnEveryGround(PhotoKind kind) {
    float[] found = form(kind.photograph(5, FOUR));
    double difference = 0;
    double ink = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.abs(found[i] - PLAIN_FORM[i]);
      ink += PLAIN_FORM[i];
    }
    assertThat(difference / ink).isLessThan(0.3);
  }

  @Test
  void readsWhatIsOnANoteOnADarkTable() {
    BufferedImage note =
        picture(
            400,
            300,
            60,
            g -> {
              g.setColor(Color.YELLOW);
              g.fillRect(130, 80, 140, 140);
              g.setColor(Color.BLACK);
              g.setStroke(new BasicStroke(8));
              g.drawLine(200, 110, 195, 190);
            });
    FoundDigit found = Photograph.digit(note);
    assertThat(found.rejection()).isEmpty();
    assertThat(found.ink().height).isBetween(78, 94);
    assertThat(found.ink().width).isLessThan(20);
  }

  @Test
  void refusesABlot() {
    assertThat(Photograph.digit(paper(g -> g.fillOval(150, 100, 90, 90))).rejection())
        .contains(Rejection.UNKNOWN);
  }

  @Test
  void takesADashForNoDigit() {
    assertThat(Photograph.digit(paper(g -> g.fillRect(150, 140, 80, 6))).rejection())
        .contains(Rejection.UNKNOWN);
  }

  @Test
  void refusesADigitThatGoesBeyondTheEdge() {
    BufferedImage cut =
        paper(
            g -> {
              g.setStroke(new BasicStroke(10));
              g.drawOval(340, 100, 100, 120);
            });
    assertThat(Photograph.digit(cut).rejection()).contains(Rejection.CUT_OFF);
  }

  @Test
  void readsADigitThatIsCutOutTightly() {
    BufferedImage tight =
        picture(
            120,
            160,
            235,
            g -> {
              g.setStroke(new BasicStroke(14));
              g.drawOval(6, 6, 107, 147);
            });
    assertThat(Photograph.digit(tight).rejection()).isEmpty();
  }

  @Test
  void refusesADigitOfFewPixels() {
    BufferedImage small = picture(100, 100, 235, g -> g.drawOval(40, 40, 3, 4));
    assertThat(Photograph.digit(small).rejection()).contains(Rejection.TOO_SMALL);
  }

  @Test
  void refusesASmallDrawingThatIsAllInk() {
    BufferedImage blot = TestPictures.grey(new float[784], 28);
    for (int i = 0; i < 400; i++) {
      blot.getRaster().setSample(4 + i % 20, 4 + i / 20, 0, 255);
    }
    assertThat(DigitImage.find(blot).rejection()).contains(Rejection.UNKNOWN);
  }

  /** The lines of a narrow box are no reason to look for light ink on dark paper. */
  @Test
  void findsDigitsThatTheirBoxIsNearTo() {
    BufferedImage boxed =
        paper(
            g -> {
              g.setStroke(new BasicStroke(13));
              g.drawOval(170, 110, 50, 80);
              g.setStroke(new BasicStroke(3));
              g.drawRect(158, 98, 74, 104);
            });
    Plane ink = DigitImage.find(boxed).ink();
    assertThat(ink.width).isBetween(61, 67);
    assertThat(ink.height).isBetween(91, 97);
    assertThat(ink.at(ink.width / 2, ink.height / 2)).isZero();
  }
}
