package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.IdxPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdxScanTest {
  @Test
  void acceptsImagesAndLabels() throws IOException {
    assertThat(damage(IdxPart.TRAIN_IMAGES, FakeDataset.images(3))).isEmpty();
    assertThat(damage(IdxPart.TEST_LABELS, FakeDataset.labels(3))).isEmpty();
  }

  @Test
  void rejectsAnEmptyFile() throws IOException {
    assertThat(damage(IdxPart.TRAIN_IMAGES, new byte[0])).contains("is empty");
  }

  @Test
  void rejectsAFileThatEndsInItsHeader() throws IOException {
    assertThat(damage(IdxPart.TRAIN_IMAGES, Arrays.copyOf(FakeDataset.images(1), 15)))
        .contains("is truncated: it has 15 bytes, fewer than the 16 of its header");
    assertThat(damage(IdxPart.TRAIN_LABELS, new byte[] {0}))
        .contains("is truncated: it has 1 bytes, fewer than the 8 of its header");
  }

  @Test
  void rejectsAFileThatEndsInItsData() throws IOException {
    assertThat(damage(IdxPart.TEST_IMAGES, Arrays.copyOf(FakeDataset.images(2), 1583)))
        .contains(
            "is truncated: its header promises 2 images, which is 1584 bytes, but it has"
                + " 1583");
  }

  @Test
  void rejectsBytesBehindTheData() throws IOException {
    assertThat(damage(IdxPart.TEST_LABELS, Arrays.copyOf(FakeDataset.labels(2), 11)))
        .contains("is too long: its header promises 2 labels, which is 10 bytes, but it has 11");
  }

  @Test
  void tellsLabelsFromImages() throws IOException {
    assertThat(damage(IdxPart.TRAIN_IMAGES, FakeDataset.labels(20)))
        .contains("holds labels, not images: is it the wrong file, or are two swapped?");
    assertThat(damage(IdxPart.TRAIN_LABELS, FakeDataset.images(1)))
        .contains("holds images, not labels: is it the wrong file, or are two swapped?");
  }

  @Test
  void rejectsAnotherFormat() throws IOException {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    assertThat(damage(IdxPart.TRAIN_IMAGES, png))
        .contains(
            "is not an IDX file of images: it starts with the number 0x89504e47, not 0x00000803");
  }

  @Test
  void recognisesGzipUnderAnUnpackedName() throws IOException {
    assertThat(damage(IdxPart.TRAIN_IMAGES, FakeDataset.packed(IdxPart.TRAIN_IMAGES)))
        .contains("holds gzip data under an unpacked file's name: add .gz to its name");
  }

  @Test
  void rejectsImagesOfAnotherSize() throws IOException {
    byte[] file = ByteBuffer.wrap(FakeDataset.images(1)).putInt(8, 3).putInt(12, 129).array();

    assertThat(damage(IdxPart.TRAIN_IMAGES, file))
        .contains(
            "holds images of 3 × 129 pixels, but only those of 4 × 4 to 128 × 128 can be used");
  }

  @Test
  void rejectsCountsThatCannotBe() throws IOException {
    assertThat(damage(IdxPart.TRAIN_LABELS, FakeDataset.labels(0)))
        .contains("promises 0 items in its header; 1 to 134217727 can be used");
    assertThat(
            damage(
                IdxPart.TRAIN_IMAGES, ByteBuffer.wrap(FakeDataset.images(1)).putInt(4, -1).array()))
        .contains("promises 4294967295 items in its header; 1 to 2739137 can be used");
  }

  @Test
  void acceptsLabelsOfSeveralNumbers() throws IOException {
    byte[] file = ByteBuffer.allocate(12 + 16).putInt(0x0C02).putInt(2).putInt(2).array();

    assertThat(damage(IdxPart.TRAIN_LABELS, file)).isEmpty();
    assertThat(damage(IdxPart.TRAIN_LABELS, Arrays.copyOf(file, 27)))
        .contains("is truncated: its header promises 2 labels, which is 28 bytes, but it has 27");
    assertThat(damage(IdxPart.TRAIN_IMAGES, file).orElse("")).contains("0x00000c02");
  }

  private static Optional<String> damage(IdxPart part, byte[] file) throws IOException {
    return IdxScan.of(new ByteArrayInputStream(file), part).damage();
  }
}
