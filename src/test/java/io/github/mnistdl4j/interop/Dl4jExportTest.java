package io.github.mnistdl4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.run.ImportedRun;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deeplearning4j's own zips, out and in. */
class Dl4jExportTest {
  private static final TrainTest DATA = SmallDigits.inMemory();

  @TempDir private Path folder;

  private RunDirectory directory(String name) {
    return RunDirectory.create(folder, Optional.of(name), LocalDateTime.of(2026, 1, 2, 3, 4));
  }

  private RunDirectory trained(String name, AppConfig config) {
    RunDirectory directory = directory(name);
    train(directory, config);
    return directory;
  }

  private static void train(RunDirectory directory, AppConfig config) {
    new TrainingRun(config, DATA, directory, Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
  }

  private static RunExport export(RunDirectory run) {
    return new RunExport(new SavedRun(run));
  }

  private static ImportedRun imported(Path file) {
    RunImport read = RunImport.of(file, ModelFile.read(file), SmallDigits.config());
    return read.run(read.pixels(Optional.empty()), Optional.of(DATA), "00ff");
  }

  private static void assertSame(DenseModel model, DenseModel wanted) {
    for (int i = 0; i < wanted.layers().size(); i++) {
      assertThat(model.layers().get(i))
          .usingRecursiveComparison()
          .isEqualTo(wanted.layers().get(i));
    }
    assertThat(model.optimizer()).usingRecursiveComparison().isEqualTo(wanted.optimizer());
    assertThat(model.classes()).isEqualTo(wanted.classes());
  }

  @Test
  void isRestoredByDeeplearning4jAlone() throws IOException {
    RunExport run =
        export(
            trained(
                "a",
                SmallDigits.config(
                    "training.optimizer=adam",
                    "training.epochs=2",
                    "network.layers=[{units: 8, activation: leaky-relu, dropout: 0.3, l2: 0.001}, {activation: softmax}]")));
    Path file = folder.resolve("a.zip");
    run.write(file, ExportFormat.DL4J, Optional.of(DATA.test()));
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
    assertThat(restored.getEpochCount()).isEqualTo(2);
    assertThat(restored.getIterationCount())
        .isEqualTo(run.model().optimizer().orElseThrow().iterations());
    assertThat(DenseNetworks.variables(restored, restored.params(), 0))
        .usingRecursiveComparison()
        .isEqualTo(
            run.model().layers().stream()
                .flatMap(layer -> List.of(layer.kernel(), layer.bias()).stream())
                .toList());
    assertThat(DenseNetworks.slots(restored))
        .usingRecursiveComparison()
        .isEqualTo(run.model().optimizer().orElseThrow().slots());
    String json = restored.getLayerWiseConfigurations().toJson();
    assertThat(Pattern.compile("\"@class\" : \"([^\"]+)\"").matcher(json).results())
        .as("classes that the file names")
        .isNotEmpty()
        .allMatch(found -> found.group(1).matches("org\\.(deeplearning4j|nd4j)\\..*"));
  }

  @Test
  void readsARunsOwnModelAsItIs() {
    RunDirectory run = trained("a", SmallDigits.config("training.optimizer=nadam"));
    DenseModel model = ModelFile.read(run.model());
    assertSame(model, export(run).model());
    RunDirectory back = directory("back");
    imported(run.model()).keep(back, Clock.systemUTC());
    assertSame(export(back).model(), export(run).model());
  }

  @Test
  void trainsOnAsIfItHadNeverLeft() {
    AppConfig three = SmallDigits.config("training.epochs=3", "training.optimizer=adam");
    DenseModel stayed = export(trained("stayed", three)).model();
    Path file = folder.resolve("left.zip");
    export(trained("left", Records.with(three, "run.training.epochs", 1)))
        .write(file, ExportFormat.DL4J, Optional.empty());
    RunDirectory back = directory("back");
    imported(file).keep(back, Clock.systemUTC());
    train(back, Records.with(new SavedRun(back).config(), "run.training.epochs", 3));
    assertSame(export(back).model(), stayed);
  }
}
