package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  private final List<OptionalLong> indices = new ArrayList<>();
  private final List<float[]> images = new ArrayList<>();

  /** Keeps up to a thousand images. */
  private final ImageFile.Receiver receiver =
      new ImageFile.Receiver() {
        @Override
        public boolean onImage(long index, float[] pixels) {
          indices.add(OptionalLong.of(index));
          images.add(pixels);
          return images.size() < 1000;
        }

        @Override
        public void onPicture(DecodedImage picture) {
          indices.add(OptionalLong.empty());
          images.add(PreparedImage.of(picture.pixels(), DatasetInfo.MNIST).pixels());
        }

        @Override
        public void onNote(String note) {}
      };

  private void read(byte[] file) throws IOException {
    ImageFile.read(new ByteArrayInputStream(file), DatasetInfo.MNIST, receiver);
  }

  /** Images of 28 × 28, all pixels of each being its index. */
  private static byte[] idx(int promised, int images) {
    ByteBuffer file = ByteBuffer.allocate(16 + images * 784);
    file.putInt(0x0803).putInt(promised).putInt(28).putInt(28);
    for (int i = 0; i < images * 784; i++) {
      file.put((byte) (i / 784));
    }
    return file.array();
  }

  private static String row(int pixel) {
    return IntStream.range(0, 784).mapToObj(i -> "" + pixel).collect(Collectors.joining(","));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsIdxImagesInOrder() throws IOException {
    read(idx(3, 3));
    assertThat(indices).containsExactly(OptionalLong.of(0), OptionalLong.of(1), OptionalLong.of(2));
    assertThat(images.get(2)).hasSize(784).containsOnly(2 / 255f);
  }

  @Test
  void readsPackedFiles() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(idx(2, 2));
    }
    read(packed.toByteArray());
    assertThat(images).hasSize(2);
  }

  @Test
  void readsAsManyIdxImagesAsAreWanted() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 7;
          }
        };
    byte[] header = idx(-1, 0);
    ImageFile.read(
        new SequenceInputStream(new ByteArrayInputStream(header), endless),
        DatasetInfo.MNIST,
        receiver);
    assertThat(images).hasSize(1000);
  }

  @Test
  void givesTheImagesBeforeTheEndOfATruncatedFile() {
    assertThatThrownBy(() -> read(idx(5, 2)))
        .isInstanceOf(ImageException.class)
        .hasMessage("is truncated: its header promises 5 images, but it ends after 2");
    assertThat(images).hasSize(2);
  }

  @Test
  void rejectsIdxFilesOfOtherThings() {
    assertThatThrownBy(() -> read(ByteBuffer.allocate(20).putInt(0x0801).putInt(12).array()))
        .hasMessage("holds labels, not images: is it the wrong file, or are two swapped?");
    ByteBuffer small = ByteBuffer.allocate(116).putInt(0x0803).putInt(1).putInt(10).putInt(10);
    assertThatThrownBy(() -> read(small.array()))
        .hasMessage("holds images of 10 × 10 pixels, but the model learned from 28 × 28");
  }

  @Test
  void readsCsvWithAndWithoutLabelsAndHeader() throws IOException {
    read(text(row(255) + "\n" + row(0) + "\n"));
    read(text("7," + row(51)));
    read(text("\uFEFFlabel,pixel0\r\n\"3\"," + row(102) + "\r\n\r\n"));
    assertThat(images).hasSize(4);
    assertThat(images.get(0)).containsOnly(1f);
    assertThat(images.get(2)).containsOnly(0.2f);
    assertThat(images.get(3)).containsOnly(0.4f);
    assertThat(indices).last().isEqualTo(OptionalLong.of(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3|has 3 columns in line 1; an image has 784, or 785 with a label",
        "label,pixel0|has no images: it needs the pixels of an image per line, with or without a label; a first line without numbers counts as a header"
      })
  void rejectsOtherText(String text, String problem) {
    assertThatThrownBy(() -> read(text(text)))
        .isInstanceOf(ImageException.class)
        .hasMessage(problem);
  }

  @Test
  void namesTheCellThatIsNoPixel() {
    assertThatThrownBy(() -> read(text(row(0) + "\n" + row(0).substring(2) + ",256")))
        .hasMessage("has '256' in line 2, column 784; a pixel must be 0 to 255");
    assertThatThrownBy(() -> read(text("1," + row(0).substring(2) + ",\u001bx")))
        .hasMessage("has '?x' in line 1, column 785; a pixel must be 0 to 255");
  }

  @Test
  void rejectsALineThatIsLongerThanAnyImage() {
    assertThatThrownBy(() -> read(text(row(0) + "\r\n" + "1".repeat(524_289))))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("has more than 524288 bytes in line 2; it is no CSV file");
    assertThat(images).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9, 30})
  void saysThatAPackedFileIsTruncated(int length) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(idx(9, 9));
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), length);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(ImageException.class)
        .hasMessage("is truncated: its gzip data end too early");
  }

  @Test
  void readsAPictureWithoutAnIndex() throws IOException {
    float[] ink = new float[784];
    ink[400] = 1;
    read(TestPictures.encoded(TestPictures.grey(ink, 28), "png"));
    assertThat(indices).containsExactly(OptionalLong.empty());
    assertThat(images.get(0)[14 * 28 + 14]).isEqualTo(1);
  }
}
