package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

class ModelStoreTest {
  @TempDir private Path folder;

  @BeforeAll
  static void useOneThread() {
    NativeRuntime.useOneThreadEach();
  }

  private Path file() {
    return folder.resolve("model.zip");
  }

  private static DigitBatches batches() {
    return DigitBatches.inOrder(SmallDigits.inMemory().train(), 200);
  }

  /** A network after two epochs of three steps. */
  private static MultiLayerNetwork trained(RunConfig config) {
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    network.fit(batches(), 2);
    return network;
  }

  private static float[] state(MultiLayerNetwork network) {
    var state = network.getUpdater().getStateViewArray();
    return state == null ? new float[0] : state.toFloatVector();
  }

  private static void requireSame(MultiLayerNetwork actual, MultiLayerNetwork expected) {
    assertThat(actual.params().toFloatVector()).isEqualTo(expected.params().toFloatVector());
    assertThat(state(actual)).isEqualTo(state(expected));
    assertThat(actual.getIterationCount()).isEqualTo(expected.getIterationCount());
    assertThat(actual.getEpochCount()).isEqualTo(expected.getEpochCount());
    DataSet images = batches().next();
    assertThat(actual.output(images.getFeatures()).toFloatMatrix())
        .isDeepEqualTo(expected.output(images.getFeatures()).toFloatMatrix());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rmsprop", "sgd", "nesterovs", "adam", "adamax", "nadam", "adagrad", "adadelta"})
  void givesBackEveryNumberAndLearnsOnAsIfNothingHadBeen(String optimizer) {
    RunConfig config = SmallDigits.runConfig("training.optimizer=" + optimizer);
    MultiLayerNetwork network = trained(config);
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), file());
    MultiLayerNetwork loaded = ModelStore.load(file(), config);
    assertThat(loaded.getIterationCount()).isEqualTo(6);
    assertThat(loaded.getEpochCount()).isEqualTo(2);
    requireSame(loaded, network);

    network.fit(batches(), 1);
    loaded.fit(batches(), 1);
    requireSame(loaded, network);
  }

  @Test
  void givesBackDropoutAndRegularization() {
    RunConfig config =
        SmallDigits.runConfig(
            "network.layers=[{units: 8, activation: tanh, dropout: 0.5, l1: 0.01, l2: 0.01},"
                + " {units: 10, activation: softmax}]");
    MultiLayerNetwork network = trained(config);
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), file());
    MultiLayerNetwork loaded = ModelStore.load(file(), config);
    requireSame(loaded, network);
    assertThat(loaded.calcRegularizationScore(true))
        .isEqualTo(network.calcRegularizationScore(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rmsprop", "sgd", "adam"})
  void writesWhatEveryDeeplearning4jProgramReads(String optimizer) throws IOException {
    MultiLayerNetwork network = trained(SmallDigits.runConfig("training.optimizer=" + optimizer));
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), file());
    requireSame(ModelSerializer.restoreMultiLayerNetwork(file().toFile(), true), network);
    Path theirs = folder.resolve("theirs.zip");
    ModelSerializer.writeModel(network, theirs.toFile(), true);
    Map<String, byte[]> ours = entries(file());
    assertThat(ours.remove("preprocessing.json")).isNotEmpty();
    assertThat(ours).usingRecursiveComparison().isEqualTo(entries(theirs));
  }

  private static Map<String, byte[]> entries(Path zip) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  @Test
  void replacesTheModelAtOnce() {
    RunConfig config = SmallDigits.runConfig();
    ModelStore.save(
        new TrainedModel(Networks.create(config, DatasetInfo.MNIST), DatasetInfo.MNIST), file());
    MultiLayerNetwork network = trained(config);
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), file());
    requireSame(ModelStore.load(file(), config), network);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void saysWhereItCannotWrite() {
    Path nowhere = folder.resolve("nowhere").resolve("model.zip");
    MultiLayerNetwork network = Networks.create(SmallDigits.runConfig(), DatasetInfo.MNIST);
    assertThatThrownBy(() -> ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), nowhere))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: no such file or folder.", nowhere);
  }

  @Test
  void acceptsAnotherSeedWhichOnlyTheStartDependedOn() throws IOException {
    MultiLayerNetwork network = trained(SmallDigits.runConfig());
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), file());
    requireSame(ModelStore.load(file(), SmallDigits.runConfig("network.seed=99")), network);
    assertThat(Files.size(file())).isPositive();
  }
}
