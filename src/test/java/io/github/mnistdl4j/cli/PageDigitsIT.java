package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Digits of MNIST's test set, given to the page as a user would. */
@ExtendWith(PageRig.class)
class PageDigitsIT {
  /** One may always be wrong. */
  private static final double REQUIRED = 0.95;

  private static final int DIGITS = Integer.getInteger("mnist.digits", 250);

  @Test
  void readsPastedImages(Browser browser, MnistServer server) throws Exception {
    DrawingPage page = browser.open(server.uri());
    int images = DIGITS / 5;
    assertAccuracy(
        "pasted", images, page, server.test(), i -> page.paste(png(server.test().image(i))));
    assertThat(browser.problems(server.uri())).isEmpty();
  }

  @Test
  void readsStrokes(Browser browser, MnistServer server) throws Exception {
    DrawingPage page = browser.open(server.uri());
    int images = DIGITS / 15;
    assertAccuracy(
        "drawn",
        images,
        page,
        server.test(),
        i -> {
          page.press(Keys.DELETE);
          page.draw(Strokes.of(server.test().image(i)));
        });
    assertThat(browser.problems(server.uri())).isEmpty();
  }

  private static void assertAccuracy(
      String how, int images, DrawingPage page, Digits digits, IntConsumer give) {
    int right = 0;
    for (int i = 0; i < images; i++) {
      give.accept(i);
      if (page.text("#digit").equals(Integer.toString(digits.label(i)))) {
        right++;
      }
    }
    System.out.printf("Page: %d of %d test digits right, %s%n", right, images, how);
    assertThat(right).isGreaterThanOrEqualTo((int) Math.min(images - 1, REQUIRED * images));
  }

  static byte[] png(byte[] pixels) {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 28, 28, pixels);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
