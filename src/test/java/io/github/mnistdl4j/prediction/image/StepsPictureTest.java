package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The picture in docs/prediction.md of what each step does. With the system property {@code
 * pictures.write=true} it is written, else it must be what the steps do now.
 */
class StepsPictureTest {
  private static final Path FILE = Path.of("docs", "pictures", "photograph.png");

  /** Side of a panel in pixels, and how many there are side by side. */
  private static final int SIDE = 130;

  private static final int STEPS = 5;

  /** Grey between the panels. */
  private static final int BEHIND = 204;

  /** Few levels of grey make a small file. */
  private static final int LEVELS = 16;

  /** With this one the ruled paper's lines are grey, and not lost with the colour. */
  private static final long SEED = 3;

  private static final List<PhotoKind> KINDS =
      List.of(PhotoKind.SHADOW, PhotoKind.RULED, PhotoKind.PRINTED_BOX, PhotoKind.BOARD);

  @Test
  void showsWhatTheStepsDo() throws IOException {
    BufferedImage drawn = drawn();
    if (Boolean.getBoolean("pictures.write")) {
      Files.createDirectories(FILE.getParent());
      ImageIO.write(drawn, "png", FILE.toFile());
    }
    BufferedImage kept = ImageIO.read(FILE.toFile());
    int different = 0; // other processors may round another way
    for (int i = 0; i < drawn.getWidth() * drawn.getHeight(); i++) {
      int x = i % drawn.getWidth();
      int y = i / drawn.getWidth();
      int difference = kept.getRaster().getSample(x, y, 0) - drawn.getRaster().getSample(x, y, 0);
      different += difference == 0 ? 0 : 1;
    }
    assertThat(different)
        .as("pixels that differ from %s; -Dpictures.write=true writes it", FILE)
        .isLessThan(drawn.getWidth() * drawn.getHeight() / 1000);
  }

  private static BufferedImage drawn() {
    BufferedImage all =
        new BufferedImage(STEPS * SIDE, KINDS.size() * SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < all.getWidth() * all.getHeight(); i++) {
      all.getRaster().setSample(i % all.getWidth(), i / all.getWidth(), 0, BEHIND);
    }
    for (int row = 0; row < KINDS.size(); row++) {
      BufferedImage picture = KINDS.get(row).photograph(SEED, PhotographTest.FOUR);
      List<Plane> steps = steps(picture);
      for (int step = 0; step < steps.size(); step++) {
        draw(all, steps.get(step), step * SIDE, row * SIDE);
      }
    }
    return all;
  }

  /** Returns the brightness, then ink as black: darkness, pieces with lines, digit, and form. */
  private static List<Plane> steps(BufferedImage picture) {
    Colors colors = Colors.of(picture);
    Darkness darkness = Darkness.of(colors, Polarity.lightOnDark(colors.grey()));
    InkPlane ink = InkPlane.of(darkness).orElseThrow();
    Plane pieces = plane(ink.pieces().mask(ink.pieces().all()));
    Plane lines = plane(ink.lines());
    for (int i = 0; i < pieces.values.length; i++) {
      pieces.values[i] = Math.max(pieces.values[i], 0.2f * lines.values[i]);
    }
    Plane digit = plane(ink.pieces().mask(DigitPieces.of(ink).get(0)));
    Plane form = new Plane(28, 28, DigitImage.of(picture, DatasetInfo.MNIST));
    return List.of(
        colors.grey(), turned(darkness.plane()), turned(pieces), turned(digit), turned(form));
  }

  private static Plane plane(Mask mask) {
    float[] values = new float[mask.values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = mask.values[i] ? 1 : 0;
    }
    return new Plane(mask.width, mask.height, values);
  }

  private static Plane turned(Plane plane) {
    float[] values = plane.values.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
    return new Plane(plane.width, plane.height, values);
  }

  private static void draw(BufferedImage all, Plane plane, int left, int top) {
    int inner = SIDE - 4;
    double scale = (double) inner / Math.max(plane.width, plane.height);
    Plane small = plane.resized((int) (plane.width * scale), (int) (plane.height * scale));
    for (int i = 0; i < small.values.length; i++) {
      int level = Math.round(Math.max(0, Math.min(1, small.values[i])) * (LEVELS - 1));
      int x = left + (SIDE - small.width) / 2 + i % small.width;
      int y = top + (SIDE - small.height) / 2 + i / small.width;
      all.getRaster().setSample(x, y, 0, level * 255 / (LEVELS - 1));
    }
  }
}
