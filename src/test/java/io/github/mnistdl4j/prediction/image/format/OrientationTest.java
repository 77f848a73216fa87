package io.github.mnistdl4j.prediction.image.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  /** Where the corner that is the stored top left belongs: 3 pixels wide and 2 high before. */
  @ParameterizedTest
  @CsvSource({"1,0,0", "2,2,0", "3,2,1", "4,0,1", "5,0,0", "6,1,0", "7,1,2", "8,0,2"})
  void turnsTheStoredTopLeftToItsPlace(int orientation, int x, int y) {
    BufferedImage stored = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    stored.setRGB(0, 0, 0xFF0000);
    BufferedImage upright = Orientation.upright(stored, orientation);
    assertThat(upright.getWidth()).isEqualTo(orientation < 5 ? 3 : 2);
    assertThat(upright.getRGB(x, y)).isEqualTo(0xFFFF0000);
  }

  @ParameterizedTest
  @CsvSource({"6,true,6", "6,false,6", "8,true,8", "0,true,1", "9,false,1"})
  void readsTheNoteInBothByteOrders(int noted, boolean little, int expected) {
    assertThat(Orientation.of(ByteBuffer.wrap(exif(noted, little)))).isEqualTo(expected);
  }

  @Test
  void takesADamagedNoteAsNone() {
    byte[] exif = exif(6, true);
    for (int length = 0; length < exif.length; length++) {
      assertThat(Orientation.of(ByteBuffer.wrap(exif, 0, length).slice())).isBetween(1, 6);
    }
  }

  @Test
  void turnsAJpegAsItsCameraNotes() throws IOException {
    BufferedImage stored = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    stored.createGraphics().fillRect(0, 0, 16, 16);
    byte[] jpeg = TestPictures.encoded(stored, "jpeg");
    byte[] exif = exif(6, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (8 + exif.length)});
    file.write("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    file.write(exif);
    file.write(jpeg, 2, jpeg.length - 2);
    BufferedImage upright = Images.read(file.toByteArray());
    assertThat(upright.getWidth()).isEqualTo(32);
    assertThat(upright.getRGB(28, 4) & 0xFF).isGreaterThan(200);
    assertThat(upright.getRGB(4, 4) & 0xFF).isLessThan(50);
  }

  private static byte[] exif(int orientation, boolean little) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.put((byte) (little ? 'I' : 'M')).put((byte) (little ? 'I' : 'M')).putShort((short) 42);
    tiff.putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }
}
