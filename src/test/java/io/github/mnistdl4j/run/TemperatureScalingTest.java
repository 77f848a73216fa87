package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Temperature;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemperatureScalingTest {
  private static final TrainTest DIGITS = SmallDigits.inMemory();

  @TempDir private Path runs;

  private static AppConfig config(String... overrides) {
    return SmallDigits.config(
        Stream.concat(
                Stream.of(
                    "training.validation-split=0.2",
                    "training.rejection-rate=0.1",
                    "training.checkpoint.every-steps=2"),
                Stream.of(overrides))
            .toArray(String[]::new));
  }

  private static AppConfig calibrated() {
    return config("training.temperature-scaling=true");
  }

  private SavedRun run(String name) {
    return new SavedRun(new RunDirectory(runs.resolve(name)));
  }

  private RunResult train(AppConfig config, String name, BooleanSupplier stop) {
    RunFiles.createFolder(runs.resolve(name));
    return new TrainingRun(config, DIGITS, run(name).directory(), Clock.systemUTC())
        .train(new TrainingCallback() {}, stop);
  }

  private String parameters(String name) {
    return run(name).provenance().flatMap(Provenance::result).orElseThrow().parametersSha256();
  }

  @Test
  void isInEveryAnswerButNotInTheTrainedWeights() {
    RunResult plain = train(config(), "plain", () -> false);
    RunResult result = train(calibrated(), "calibrated", () -> false);
    assertThat(plain.temperature()).isEmpty();
    Temperature temperature = result.temperature().orElseThrow();
    assertThat(temperature.value()).isNotEqualTo(1);
    assertThat(run("calibrated").provenance().flatMap(Provenance::temperature))
        .contains(temperature);
    assertThat(parameters("calibrated")).isEqualTo(parameters("plain"));
    assertThat(result.rejection()).isNotEqualTo(plain.rejection());

    MultiLayerNetwork asked =
        ModelStore.load(run("calibrated").directory().model(), calibrated().run());
    MultiLayerNetwork trained = ModelStore.load(run("plain").directory().model(), config().run());
    assertThat(asked.params()).isEqualTo(temperature.appliedTo(trained).params());
    assertThat(run("calibrated").evaluate(DIGITS.test())).isEqualTo(result.evaluation().get());
    assertThat(result.evaluation().get().confusion())
        .isEqualTo(plain.evaluation().get().confusion());
    assertThat(result.evaluation().get().loss()).isNotEqualTo(plain.evaluation().get().loss());
    assertThat(run("calibrated").calibration(DIGITS.test()))
        .contains(temperature.inWords(result.inspection().get().answers().get()));
  }

  @Test
  void isTheSameAfterAnInterruptionAsAreTheHistograms() throws IOException {
    RunResult whole = train(calibrated(), "whole", () -> false);
    AtomicInteger steps = new AtomicInteger();
    train(calibrated(), "twice", () -> steps.incrementAndGet() > 6);
    RunResult resumed = train(calibrated(), "twice", () -> false);
    assertThat(resumed.temperature()).isEqualTo(whole.temperature());
    assertThat(resumed.rejection()).isEqualTo(whole.rejection());
    assertThat(parameters("twice")).isEqualTo(parameters("whole"));
    assertThat(run("twice").directory().histograms())
        .hasSameTextualContentAs(run("whole").directory().histograms());
    assertThat(run("whole").histograms()).hasSize(2 * 3);
  }

  @Test
  void recordsEvenlySpreadEpochsOfVeryMany() throws IOException {
    MultiLayerNetwork network = Networks.create(config().run(), DatasetInfo.MNIST);
    Path file = runs.resolve("histograms.csv");
    HistogramRecorder recorder = new HistogramRecorder(file, network, DIGITS.train(), 0);
    for (int epoch = 1; epoch <= 131; epoch++) {
      recorder.onEpochEnd(
          new EpochResult(
              epoch, 1, new Score(1, 1), Optional.empty(), Optional.empty(), 0.1, Duration.ZERO));
    }
    List<Integer> epochs =
        HistogramsFile.read(file).stream().map(row -> row.epoch()).distinct().toList();
    assertThat(epochs).hasSize(34).startsWith(1, 4, 8).endsWith(128, 131);
    Files.writeString(file, "epoch\n1,2,3\n");
    assertThatThrownBy(() -> HistogramsFile.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Line 2 of " + file + " is damaged");
  }

  @Test
  void refusesATemperatureThatCannotBe() {
    Path file = runs.resolve("model.zip");
    MultiLayerNetwork network = Networks.create(config().run(), DatasetInfo.MNIST);
    ModelStore.save(
        new TrainedModel(
            network,
            DatasetInfo.MNIST,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.of(new Temperature(0))),
        file);
    assertThatThrownBy(() -> ModelStore.load(file, config().run()))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("its temperature is 0.0, but must be from 0.25 to 20");
  }
}
