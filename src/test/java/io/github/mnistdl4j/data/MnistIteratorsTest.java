package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.datasets.fetchers.MnistDataFetcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** On MNIST itself, since the iterator takes nothing smaller. */
@TestInstance(Lifecycle.PER_CLASS)
class MnistIteratorsTest {
  private final DigitsReader reader = new DigitsReader(RealMnist.provider());
  private final TrainTest ours = reader.read(RealMnist.CONFIG);
  private final Path folder = ours.iterableFolder().orElseThrow();

  @TempDir private Path temporary;

  @Test
  void theEngineDl4jReadsThroughMnistDataSetIterator() throws InterruptedException {
    CompletableFuture<TrainTest> read = new CompletableFuture<>();
    assertThat(readers(() -> read.complete(reader.read(RealMnist.CONFIG, Engine.DL4J))))
        .contains(MnistDataFetcher.class.getName());
    TrainTest theirs = read.join();
    assertThat(theirs.sha256()).isEqualTo(ours.sha256());
    assertThat(theirs.iterableFolder()).contains(folder);
    assertSame(theirs.train(), ours.train());
    assertSame(theirs.test(), ours.test());
  }

  @Test
  void otherEnginesDoNot() throws InterruptedException {
    assertThat(readers(() -> reader.read(RealMnist.CONFIG, Engine.FUSED)))
        .contains(DigitsReader.class.getName())
        .doesNotContain(MnistDataFetcher.class.getName());
  }

  /** Returns the classes that work while something is read, as the threads' stacks show them. */
  private static Set<String> readers(Runnable reading) throws InterruptedException {
    Set<String> classes = new HashSet<>();
    Thread reader = new Thread(reading);
    reader.start();
    while (reader.isAlive()) {
      Thread.getAllStackTraces().values().stream()
          .flatMap(Arrays::stream)
          .forEach(frame -> classes.add(frame.getClassName()));
      reader.join(10);
    }
    return classes;
  }

  @Test
  void givesTheTestImagesInTheirOrder() {
    DataSetIterator batches = MnistIterators.test(ours, folder);
    DigitBatches expected = DigitBatches.inOrder(ours.test(), 1000);
    assertThat(batches.next().getLabels()).isEqualTo(expected.next().getLabels());
    assertThat(batches.next().getFeatures()).isEqualTo(expected.next().getFeatures());
  }

  @Test
  void refusesFilesThatChangedSinceTheyWereRead() throws IOException {
    for (IdxPart part : IdxPart.values()) {
      Files.copy(folder.resolve(part.fileName()), temporary.resolve(part.fileName()));
    }
    assertThat(MnistIterators.canRead(temporary)).isTrue();
    Path labels = temporary.resolve(IdxPart.TEST_LABELS.fileName());
    byte[] bytes = Files.readAllBytes(labels);
    bytes[100] ^= 1;
    Files.write(labels, bytes);
    assertThatThrownBy(() -> MnistIterators.test(ours, temporary))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "The files in %s cannot be read any more: %s has changed"
                .formatted(temporary, labels.getFileName()));
  }

  @Test
  void downloadsNothingThatIsMissing() {
    assertThat(MnistIterators.canRead(temporary)).isFalse();
    assertThatThrownBy(() -> MnistIterators.test(ours, temporary))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(IdxPart.TEST_IMAGES.fileName());
    assertThatThrownBy(
            () -> MnistIterators.read(temporary, IdxPart.TRAIN_IMAGES, DatasetInfo.MNIST))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("a file is missing or has changed");
  }

  @Test
  void imagesInMemoryHaveNoFolder() {
    assertThat(new TrainTest(ours.train(), ours.test(), "memory", Map.of()).iterableFolder())
        .isEmpty();
  }

  private static void assertSame(Digits actual, Digits expected) {
    assertThat(Arrays.mismatch(actual.pixels(), expected.pixels())).isEqualTo(-1);
    assertThat(actual.labels()).isEqualTo(expected.labels());
  }
}
