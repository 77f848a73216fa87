package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.training.SomeDigits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The JDK's reader is the oracle for our writer. */
class ThumbnailsTest {
  private static BufferedImage read(String uri) throws IOException {
    assertThat(uri).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void drawsInkOnPaper() throws IOException {
    byte[] pixels = new byte[2 * 784];
    pixels[784] = (byte) 255;
    pixels[784 + 28] = 100;
    BufferedImage picture = read(Thumbnails.digit(SomeDigits.mnist(pixels, new byte[] {1, 2}), 1));
    assertThat(picture.getWidth()).isEqualTo(28);
    assertThat(picture.getHeight()).isEqualTo(28);
    assertThat(picture.getRaster().getSample(0, 0, 0)).isZero();
    assertThat(picture.getRaster().getSample(0, 1, 0)).isEqualTo(155);
    assertThat(picture.getRaster().getSample(1, 0, 0)).isEqualTo(255);
  }

  @Test
  void drawsColoursOfAPalette() throws IOException {
    byte[] palette = {1, 2, 3, (byte) 250, (byte) 251, (byte) 252};
    BufferedImage picture = read(Png.dataUri(2, new byte[] {0, 1, 1, 0, 0, 0}, palette));
    assertThat(picture.getHeight()).isEqualTo(3);
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xFF010203);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xFFFAFBFC);
    assertThat(picture.getRGB(0, 1)).isEqualTo(0xFFFAFBFC);
  }
}
