package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.RejectionScore;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionCalibrationTest {
  private static final TrainTest DIGITS = SmallDigits.inMemory();

  @TempDir private Path runs;

  /** A small network's configuration with the usual rate of refusals. */
  private static AppConfig config(String... overrides) {
    return SmallDigits.config(
        Stream.concat(Stream.of("training.rejection-rate=0.01"), Stream.of(overrides))
            .toArray(String[]::new));
  }

  private RunResult train(AppConfig config, TrainTest data, String name, BooleanSupplier stop) {
    RunDirectory directory = new RunDirectory(runs.resolve(name));
    RunFiles.createFolder(directory.path());
    return new TrainingRun(config, data, directory, Clock.systemUTC())
        .train(new TrainingCallback() {}, stop);
  }

  private RejectionRule rule(String name, String... overrides) {
    return train(config(overrides), DIGITS, name, () -> false).rejection().orElseThrow();
  }

  private TrainedModel model(String name, AppConfig config) {
    return ModelStore.loadForPrediction(new RunDirectory(runs.resolve(name)).model(), config.run());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void travelsWithTheModel(String engine) {
    String setting = "training.engine=" + engine;
    RejectionRule rule = rule("a", setting);
    assertThat(rule.digitsRefused()).isEqualTo(0.01);
    assertThat(rule.nonDigitsRefused()).isBetween(0.01, 1.0);
    assertThat(model("a", config(setting)).rejection()).contains(rule);
    assertThat(new SavedRun(new RunDirectory(runs.resolve("a"))).provenance())
        .flatMap(Provenance::rejection)
        .contains(rule);
  }

  @Test
  void refusesAsManyDigitsAsAreAskedFor() {
    assertThat(rule("a", "training.rejection-rate=0.1").digitsRefused()).isEqualTo(0.1);
    assertThat(rule("b", "training.rejection-rate=0.1", "training.validation-split=0.5"))
        .matches(rule -> rule.digitsRefused() == 0.1);
    AppConfig none = config("training.rejection-rate=0");
    assertThat(train(none, DIGITS, "c", () -> false).rejection()).isEmpty();
    assertThat(model("c", none).rejection()).isEmpty();
  }

  @Test
  void refusesNothingWhereTheClassesAreNoDigits() {
    AppConfig config = SmallDigits.configOfFiles("training.rejection-rate=0.01");
    TrainTest letters = SmallDigits.inMemory(SmallDigits.LETTERS);
    assertThat(train(config, letters, "a", () -> false).rejection()).isEmpty();
  }

  @Test
  void isTheSameAfterAnInterruption() {
    AppConfig config = config("training.checkpoint.every-steps=3");
    RejectionRule whole = rule("whole", "training.checkpoint.every-steps=3");
    AtomicInteger steps = new AtomicInteger();
    train(config, DIGITS, "twice", () -> steps.incrementAndGet() > 7);
    assertThat(train(config, DIGITS, "twice", () -> false).rejection()).contains(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void learnsWhatIsNone(String engine) {
    AppConfig config =
        config(
            "data.outliers=generated",
            "network.layers=[{units: 32, activation: relu}, {activation: softmax}]",
            "training.epochs=8",
            "training.batch-size=32",
            "training.augmentation={}",
            "training.validation-split=0.1",
            "training.engine=" + engine);
    TrainTest data = DIGITS.withNone();
    RunResult result = train(config, data, "a", () -> false);
    RejectionRule rule = result.rejection().orElseThrow();
    assertThat(rule.score()).isEqualTo(RejectionScore.NONE);
    assertThat(rule.nonDigitsRefused()).isGreaterThan(0.6);
    assertThat(result.evaluation().orElseThrow().accuracy()).isGreaterThan(0.9);
    assertThat(result.check().outcome()).isEqualTo(EvaluationCheck.CheckOutcome.LEFT_OUT);
    assertThat(model("a", config).images()).isEqualTo(data.info());
  }

  @Test
  void hasNoClassNoneBesideLetters() {
    assertThatThrownBy(() -> SmallDigits.inMemory(SmallDigits.LETTERS).withNone())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("data.outliers is generated, but the classes are not the digits");
  }
}
