package io.github.mnistdl4j.prediction.image.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.fuzz.CpuLimit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CpuLimit.class)
class ImagesTest {
  private static final BufferedImage PICTURE =
      new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void readsEachFormat(String format) throws IOException {
    byte[] file = TestPictures.encoded(PICTURE, format);
    BufferedImage read = Images.read(new ByteArrayInputStream(file));
    assertThat(read.getWidth()).isEqualTo(30);
    assertThat(read.getHeight()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = "wbmp")
  void rejectsFormatsThatAreNotWanted(String format) throws IOException {
    BufferedImage binary = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_BINARY);
    byte[] file = TestPictures.encoded(binary, format);
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith(
            "is not a PNG, JPEG, GIF, BMP, TIFF or WebP image: it starts with the bytes ");
  }

  @Test
  void saysWhatAFileStartsWith() {
    assertThatThrownBy(() -> Images.read("hello".getBytes(StandardCharsets.UTF_8)))
        .hasMessage(
            "is not a PNG, JPEG, GIF, BMP, TIFF or WebP image: it starts with the bytes 68 65 6c 6c");
    assertThatThrownBy(() -> Images.read(new byte[0]))
        .hasMessage("is not a PNG, JPEG, GIF, BMP, TIFF or WebP image: it is empty");
  }

  @ParameterizedTest
  @CsvSource({"10001,1", "1,10001", "8001,8000", "2147483647,2147483647", "60000,60000"})
  void rejectsALargePictureBeforeUnpackingIt(int width, int height) throws IOException {
    byte[] png = TestPictures.encoded(PICTURE, "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> Images.read(png))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "has %d × %d pixels; at most 10000 a side and 64 million in all can be used",
            width, height);
  }

  @ParameterizedTest
  @CsvSource({"png,1024,1024", "png,1025,513", "jpeg,4000,1000", "gif,4000,1000", "bmp,4000,1000"})
  void thinsOutLargePictures(String format, int width, int decoded) throws IOException {
    BufferedImage picture = new BufferedImage(width, 90, BufferedImage.TYPE_INT_RGB);
    picture.createGraphics().fillRect(0, 45, width, 45);
    BufferedImage read = Images.read(TestPictures.encoded(picture, format));
    assertThat(read.getWidth()).isEqualTo(decoded);
    assertThat(read.getRGB(decoded / 2, 0)).isEqualTo(0xFF000000);
    assertThat(read.getRGB(decoded / 2, read.getHeight() - 1)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void readsBothKindsOfWebp() {
    for (byte[] file : TestPictures.WEBP) {
      BufferedImage read = Images.read(file);
      assertThat(read.getWidth()).isEqualTo(12);
      assertThat(read.getRGB(5, 5) & 0xFF).isLessThan(60);
      assertThat(read.getRGB(0, 0) & 0xFF).isGreaterThan(200);
    }
  }

  @Test
  void saysHowLargeAThinnedPictureWas() throws IOException {
    BufferedImage picture = new BufferedImage(2500, 90, BufferedImage.TYPE_INT_RGB);
    DecodedImage decoded = Images.decode(TestPictures.encoded(picture, "png"));
    assertThat(decoded.width()).isEqualTo(2500);
    assertThat(decoded.height()).isEqualTo(90);
    assertThat(decoded.step()).isEqualTo(3);
    assertThat(decoded.pixels().getWidth()).isEqualTo(834);
  }

  /** A header that promises 16 million pixels, and next to nothing behind it. */
  @Test
  void refusesAWebpOfManyPixels() {
    byte[] lossless = TestPictures.WEBP.get(0).clone();
    ByteBuffer.wrap(lossless).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 3999 | 3999 << 14);
    assertThatThrownBy(() -> Images.read(lossless))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("4000 × 4000 pixels");
  }

  /** 200 MB of pixels in a file of 200 kB. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unpacksAPictureOfDeepColoursInLittleMemory(boolean interlaced) throws IOException {
    byte[] png = EmptyPng.deep(5000, interlaced);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    BufferedImage read = Images.read(png);
    assertThat(read.getWidth()).isEqualTo(1000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50_000_000);
  }

  @Test
  void rejectsAJpegOfManyScans() throws IOException {
    assertThat(Images.read(progressive(0)).getWidth()).isEqualTo(30);
    assertThat(Images.read(progressive(50)).getWidth()).isEqualTo(30);
    assertThatThrownBy(() -> Images.read(progressive(200)))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("is a JPEG of more than 100 scans, which takes too long to decode");
  }

  @Test
  void countsNoScansBehindAJpegOrInItsComments() throws IOException {
    byte[] jpeg = progressive(0);
    ByteBuffer scans = ByteBuffer.allocate(1000);
    while (scans.hasRemaining()) {
      scans.putShort((short) 0xFFDA);
    }
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 2004);
    file.put(jpeg, 0, 2).putShort((short) 0xFFFE).putShort((short) 1002).put(scans.array());
    file.put(jpeg, 2, jpeg.length - 2).put(scans.array());
    assertThat(Images.read(file.array()).getWidth()).isEqualTo(30);
  }

  /** The picture with its last scan so many times more. */
  private static byte[] progressive(int more) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(PICTURE, null, null), param);
    } finally {
      writer.dispose();
    }
    byte[] jpeg = bytes.toByteArray();
    int end = jpeg.length - 2;
    int scan = end;
    while (jpeg[scan] != (byte) 0xFF || jpeg[scan + 1] != (byte) 0xDA) {
      scan--;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, end);
    for (int i = 0; i < more; i++) {
      file.write(jpeg, scan, end - scan);
    }
    file.write(jpeg, end, 2);
    return file.toByteArray();
  }

  @Test
  void rejectsTooManyBytes() {
    assertThatThrownBy(() -> Images.read(new byte[Images.MAX_BYTES + 1]))
        .hasMessage("has more than 64 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void survivesDamage(String format) throws IOException {
    byte[] intact = TestPictures.encoded(PICTURE, format);
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

  @Test
  void rejectsSamplesOfWhichJavaWouldTabulateAllValues() throws IOException {
    byte[] tiff = TestPictures.encoded(PICTURE, "tiff");
    int bits = new String(tiff, ISO_8859_1).indexOf("\0\b\0\b\0\b");
    tiff[bits + 5] = 30;
    assertThatThrownBy(() -> Images.read(tiff))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("has samples of 30 bits; ");
  }
}
