package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImagesTest {
  private static final BufferedImage PICTURE =
      new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void readsEachFormat(String format) throws IOException {
    byte[] file = Pictures.encoded(PICTURE, format);
    BufferedImage read = Images.read(new ByteArrayInputStream(file));
    assertThat(read.getWidth()).isEqualTo(30);
    assertThat(read.getHeight()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiff", "wbmp"})
  void rejectsFormatsThatAreNotWanted(String format) throws IOException {
    BufferedImage binary = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_BINARY);
    byte[] file = Pictures.encoded(binary, format);
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("is no PNG, JPEG, GIF or BMP image: it starts with the bytes ");
  }

  @Test
  void saysWhatAFileStartsWith() {
    assertThatThrownBy(() -> Images.read("hello".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("is no PNG, JPEG, GIF or BMP image: it starts with the bytes 68 65 6c 6c");
    assertThatThrownBy(() -> Images.read(new byte[0]))
        .hasMessage("is no PNG, JPEG, GIF or BMP image: it is empty");
  }

  @ParameterizedTest
  @CsvSource({"10001,1", "1,10001", "5001,5000", "2147483647,2147483647", "60000,60000"})
  void rejectsALargePictureBeforeUnpackingIt(int width, int height) throws IOException {
    byte[] png = Pictures.encoded(PICTURE, "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> Images.read(png))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "has %d × %d pixels; at most 10000 a side and 25 million in all can be used",
            width, height);
  }

  @Test
  void rejectsTooManyBytes() {
    assertThatThrownBy(() -> Images.read(new byte[Images.MAX_BYTES + 1]))
        .hasMessage("has more than 64 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void survivesDamage(String format) throws IOException {
    byte[] intact = Pictures.encoded(PICTURE, format);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = Arrays.copyOf(intact, 1 + random.nextInt(intact.length));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(Images.read(damaged).getWidth()).isPositive();
      } catch (ImageException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
  }
}
