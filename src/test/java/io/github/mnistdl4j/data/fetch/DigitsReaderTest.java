package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.IdxLayout;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

class DigitsReaderTest {
  private static final IdxLayout MNIST = new IdxLayout(DatasetInfo.MNIST, 0, false);

  @TempDir private Path temporary;

  @Test
  void readsMnistExactly() throws IOException {
    ProvidedDataset files = RealMnist.provider().provide(RealMnist.CONFIG);
    Map<Path, FileTime> before = snapshot(files.directory());
    TrainTest digits = new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG);

    assertThat(digits.train().size()).isEqualTo(60_000);
    assertThat(digits.test().size()).isEqualTo(10_000);
    assertThat(digits.train().pixels()).satisfies(sameAs(files, IdxPart.TRAIN_IMAGES));
    assertThat(bytes(digits.train().labels())).satisfies(sameAs(files, IdxPart.TRAIN_LABELS));
    assertThat(digits.test().pixels()).satisfies(sameAs(files, IdxPart.TEST_IMAGES));
    assertThat(bytes(digits.test().labels())).satisfies(sameAs(files, IdxPart.TEST_LABELS));
    assertThat(digits.test().classCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(digits.sha256()).isEqualTo(files.sha256());
    assertThat(snapshot(files.directory())).isEqualTo(before);
  }

  @Test
  void givesWhatDeeplearning4jsIteratorGives() throws IOException {
    ProvidedDataset files = RealMnist.provider().provide(RealMnist.CONFIG);
    DigitBatches ours =
        DigitBatches.inOrder(MNIST.read(files.directory(), IdxPart.TEST_IMAGES), 1000);
    MnistDataSetIterator theirs =
        new MnistDataSetIterator(1000, 10_000, false, false, false, 0, files.directory().toFile());

    while (theirs.hasNext()) {
      DataSet expected = theirs.next();
      DataSet batch = ours.next();
      assertThat(batch.getFeatures()).isEqualTo(expected.getFeatures());
      assertThat(batch.getLabels()).isEqualTo(expected.getLabels());
    }
    assertThat(ours.hasNext()).isFalse();
  }

  @Test
  void readsTheUsersOwnFilesOfAnySize() throws IOException {
    Path folder = FakeDataset.writePacked(temporary.resolve("mine"));
    TrainTest digits =
        new DigitsReader(new Rig(temporary).provider(FakeDataset.from())).read(Rig.idx(folder));

    assertThat(digits.train().size()).isEqualTo(FakeDataset.TRAIN_SIZE);
    assertThat(digits.test().size()).isEqualTo(FakeDataset.TEST_SIZE);
    assertThat(digits.train().pixels())
        .isEqualTo(withoutHeader(FakeDataset.unpacked(IdxPart.TRAIN_IMAGES), 16));
    assertThat(bytes(digits.test().labels()))
        .isEqualTo(withoutHeader(FakeDataset.unpacked(IdxPart.TEST_LABELS), 8));
    assertThat(digits.source()).isEqualTo(folder + " (data.directory)");
  }

  @Test
  void reportsFilesThatVanishBehindItsBack() {
    assertThatThrownBy(() -> MNIST.read(temporary, IdxPart.TRAIN_IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("The files in " + temporary + " cannot be read any more");
  }

  /** AssertJ's own comparison would box 47 million bytes. */
  private static ThrowingConsumer<byte[]> sameAs(ProvidedDataset files, IdxPart part) {
    return bytes -> assertThat(Arrays.mismatch(bytes, body(files, part))).isEqualTo(-1);
  }

  private static byte[] bytes(int[] labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return bytes;
  }

  private static byte[] body(ProvidedDataset files, IdxPart part) throws IOException {
    byte[] file = Files.readAllBytes(files.directory().resolve(part.fileName()));
    return withoutHeader(file, part.holdsImages() ? 16 : 8);
  }

  private static byte[] withoutHeader(byte[] file, int header) {
    return Arrays.copyOfRange(file, header, file.length);
  }

  private static Map<Path, FileTime> snapshot(Path directory) throws IOException {
    Map<Path, FileTime> times = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }
}
