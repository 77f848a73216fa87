package io.github.mnistdl4j.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.dl4j.Dl4jFile;
import io.github.mnistdl4j.interop.keras.KerasFile;
import io.github.mnistdl4j.run.ImportedRun;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final TrainTest DATA = SmallDigits.inMemory();

  /** A run that tests read and do not change, trained once. */
  private static RunDirectory usual = new RunDirectory(Path.of(""));

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce(@TempDir Path runs) {
    usual = RunDirectory.create(runs, Optional.of("a"), LocalDateTime.of(2026, 1, 2, 3, 4));
    train(usual, SmallDigits.config("training.epochs=3"));
  }

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

  private static ImportedRun imported(Path file, AppConfig base, Optional<TrainTest> data) {
    RunImport read = RunImport.of(file, KerasFile.read(file), base);
    return read.run(read.pixels(data), data, "00ff");
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void writesTheSameBytesAndTheSameAnswers(ExportFormat format) throws IOException {
    RunExport export =
        export(
            trained(
                "a",
                SmallDigits.config(
                    "network.layers=[{units: 8, activation: leaky-relu, dropout: 0.3, l2: 0.001}, {units: 6, activation: elu}, {units: 7, activation: leaky-relu, slope: 0.3}, {activation: softmax}]")));
    Path file = folder.resolve("a" + format.suffix());
    Path again = folder.resolve("again" + format.suffix());
    assertThat(export.write(file, format, Optional.of(DATA.test()))).isZero();
    export.write(again, format, Optional.empty());
    assertThat(content(again)).isEqualTo(content(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .containsExactlyInAnyOrder(file, again, folder.resolve("a"), folder.resolve("latest"));
    }
  }

  @Test
  void foldsATemperatureIntoTheLastLayer() {
    RunDirectory run =
        trained(
            "a",
            SmallDigits.config(
                "training.temperature-scaling=true", "training.validation-split=0.2"));
    RunExport export = export(run);
    Path file = folder.resolve("a.zip");
    assertThat(export.write(file, ExportFormat.DL4J, Optional.of(DATA.test()))).isZero();
    DenseModel read = Dl4jFile.read(run.model());
    assertThat(read.notes()).singleElement().asString().startsWith("Its temperature, ");
    assertThat(export.requireSame(read, DATA.test())).isLessThan(1e-6);
    assertThat(export.requireSame(Dl4jFile.read(file), DATA.test())).isZero();
  }

  /** Returns the bytes of a file, or of all files of a folder by their names. */
  private static Map<String, String> content(Path written) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            written.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rmsprop", "sgd", "nesterovs", "adam", "adamax", "nadam", "adagrad", "adadelta"})
  void trainsOnAsIfItHadNeverLeft(String optimizer) {
    AppConfig four = SmallDigits.config("training.epochs=4", "training.optimizer=" + optimizer);
    AppConfig two = Records.with(four, "run.training.epochs", 2);
    DenseModel stayed = export(trained("stayed", four)).model();
    Path file = folder.resolve("left.keras");
    export(trained("left", two)).write(file, ExportFormat.KERAS, Optional.empty());

    RunDirectory back = directory("back");
    ImportedRun run = imported(file, SmallDigits.config(), Optional.of(DATA));
    assertThat(run.config().run().training().epochs()).isEqualTo(2);
    assertThat(run.keep(back, Clock.systemUTC())).isPresent();
    train(back, Records.with(new SavedRun(back).config(), "run.training.epochs", 4));

    DenseModel returned = export(back).model();
    for (int i = 0; i < stayed.layers().size(); i++) {
      assertThat(returned.layers().get(i).kernel())
          .containsExactly(stayed.layers().get(i).kernel(), within(1e-6f));
      assertThat(returned.layers().get(i).bias())
          .containsExactly(stayed.layers().get(i).bias(), within(1e-6f));
    }
    assertThat(new SavedRun(back).metrics())
        .extracting(epoch -> epoch.epoch())
        .containsExactly(2, 3, 4);
    assertThat(new SavedRun(back).provenance().orElseThrow().imported()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0..1", "0..255", "-1..1", "1..0", "255..0", "-0.42..2.82"})
  void findsOutHowPixelsAreScaled(String name) {
    PixelScale scale = PixelScale.named(name).orElseThrow();
    DenseModel unit = export(usual).model();
    PixelScale inverse = new PixelScale(1 / scale.factor(), -scale.offset() / scale.factor());
    DenseModel scaled = withoutPixels(unit, inverse);
    RunImport read = RunImport.of(Path.of("some.keras"), scaled, SmallDigits.config());
    assertThat(read.pixels(Optional.of(DATA))).isEqualTo(scale);
    assertThatThrownBy(() -> read.pixels(Optional.empty()))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("--pixels (0..1, 0..255,");
    ImportedRun run = read.run(scale, Optional.of(DATA), "00ff");
    assertThat(run.origin().pixels()).isEqualTo(name);
    assertThat(run.origin().notes())
        .as("the optimizer's state")
        .filteredOn(note -> note.contains("state is left out"))
        .hasSize(name.equals("0..1") ? 0 : 1);
  }

  /** Returns the network that answers to scaled pixels as the other does to those in [0, 1]. */
  private static DenseModel withoutPixels(DenseModel model, PixelScale inverse) {
    DenseModel folded = model.onUnitPixels(inverse);
    return new DenseModel(
        "test",
        "test",
        28,
        28,
        PixelScale.UNIT,
        Optional.empty(),
        folded.layers(),
        model.loss(),
        model.optimizer(),
        List.of(),
        List.of());
  }

  @Test
  void keepsARunWithoutImages() {
    DenseModel model = export(usual).model();
    Path file = folder.resolve("b.keras");
    RunImport read = RunImport.of(file, model, SmallDigits.config());
    RunDirectory directory = directory("b");
    assertThat(
            read.run(PixelScale.UNIT, Optional.empty(), "00ff").keep(directory, Clock.systemUTC()))
        .isEmpty();
    SavedRun saved = new SavedRun(directory);
    assertThat(saved.provenance().orElseThrow().imported().orElseThrow().file())
        .isEqualTo("b.keras");
    assertThat(saved.hasTestSet()).isFalse();
    assertThat(saved.metrics()).isEmpty();
    assertThat(saved.evaluate(DATA.test()).accuracy())
        .isEqualTo(new SavedRun(usual).evaluate(DATA.test()).accuracy());
    train(directory, Records.with(saved.config(), "run.training.epochs", 1));
    assertThat(saved.metrics()).hasSize(1);
  }

  @Test
  void refusesWhatAnswersOtherwise() {
    RunExport export = export(usual);
    List<DenseWeights> layers = new ArrayList<>(export.model().layers());
    float[] bias = layers.get(1).bias().clone();
    bias[3] += 0.01f;
    layers.set(1, layers.get(1).with(layers.get(1).kernel(), bias));
    Digits images = DATA.test();
    DenseModel other = export.model().withLayers(layers);
    assertThatThrownBy(() -> export.requireSame(other, images))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("does not answer as the run does");
  }

  @Test
  void refusesAnotherNumberOfClassesThanTheDataSets() {
    DenseModel model = export(usual).model();
    AppConfig letters =
        Records.with(SmallDigits.config(), "run.data.dataset", DatasetName.EMNIST_BALANCED);
    assertThatThrownBy(() -> RunImport.of(Path.of("digits.h5"), model, letters))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining(
            "digits.h5 is a network of 10 outputs, but data.dataset is emnist-balanced, which has 47 classes");
  }

  @Test
  void refusesClassesThatCannotBe() {
    DenseModel model = export(usual).model();
    for (List<String> classes : List.of(List.of("a"), Collections.nCopies(10, "a\nb"))) {
      DenseModel named = model.with(classes, Optional.empty());
      assertThatThrownBy(() -> RunImport.of(Path.of("a.keras"), named, SmallDigits.config()))
          .isInstanceOf(InteropException.class);
    }
  }

  @Test
  void refusesWhatIsNoImage() {
    DenseModel model = export(usual).model();
    DenseModel wide =
        new DenseModel(
            "f",
            "m",
            1,
            784,
            PixelScale.UNIT,
            Optional.empty(),
            model.layers(),
            model.loss(),
            Optional.empty(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> RunImport.of(Path.of("wide.h5"), wide, SmallDigits.config()))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("wide.h5 is a network of 1 × 784 inputs and 10 outputs");
  }
}
