package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.ofHours(1));
  private static final TrainingCallback SILENT = new TrainingCallback() {};

  @TempDir private Path runs;
  private RunDirectory directory = new RunDirectory(Path.of(""));
  private SavedRun saved = new SavedRun(directory);

  @BeforeEach
  void createADirectory() {
    LocalDateTime now = LocalDateTime.now(CLOCK);
    directory = RunDirectory.create(runs, Optional.of("a"), now);
    saved = new SavedRun(directory);
  }

  private RunResult train(AppConfig config, TrainingCallback listener, BooleanSupplier stop) {
    return new TrainingRun(config, SmallDigits.inMemory(), directory, CLOCK).train(listener, stop);
  }

  private RunResult train(String... overrides) {
    return train(SmallDigits.config(overrides), SILENT, () -> false);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.path())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Status status() {
    return saved.provenance().orElseThrow().status();
  }

  /** As many steps as it is asked, then a wish to end. */
  private static BooleanSupplier after(int steps) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() > steps;
  }

  /** A network whose every step makes its numbers much larger. */
  private static AppConfig diverging(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "training.loss=mean-squared-error",
                "network.layers=[{units: 8}, {units: 10}]",
                "training.optimizer={name: sgd, learning-rate: 1000}"));
    all.addAll(List.of(overrides));
    return SmallDigits.config(all.toArray(String[]::new));
  }

  @Test
  void recordsHowItsFirstLayerIsComputedAndKeepsToIt() throws IOException {
    AppConfig wide = SmallDigits.config("runtime.first-layer=sparse", "training.epochs=1");
    train(wide, SILENT, () -> false);
    assertThat(saved.config().run().runtime().firstLayer()).isEqualTo(FirstLayer.SPARSE);
    assertThat(directory.provenance()).content().contains("\"first-layer\": \"sparse\"");
    assertThat(Repetition.of(runs, "latest").config(List.of())).isEqualTo(saved.config());

    // a run of a version that did not know the key
    String yaml = Files.readString(directory.config());
    Files.writeString(directory.config(), yaml.replaceAll("\n *first-layer:.*", ""));
    assertThat(saved.config().run().runtime().firstLayer()).isEqualTo(FirstLayer.DENSE);
    train(Records.with(wide, "run.training.epochs", 2), SILENT, () -> false);
    assertThat(directory.config()).content().contains("first-layer: dense");
  }

  @Test
  void leavesEverythingThatALaterCommandNeeds() throws IOException {
    AppConfig config = SmallDigits.config("network.seed=5", "runtime.first-layer=dense");
    RunResult result = train(config, SILENT, () -> false);

    assertThat(result.training().outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(result.saved()).isTrue();
    assertThat(files())
        .containsExactly(
            ".lock",
            "checkpoints",
            "config.yaml",
            "epoch.json",
            "evaluation.json",
            "histograms.csv",
            "metrics.csv",
            "model.zip",
            "provenance.json",
            "steps.csv");
    assertThat(RunDirectory.open(runs, "latest")).isEqualTo(directory);
    assertThat(saved.config()).isEqualTo(config);
    assertThat(saved.evaluation()).isEqualTo(result.evaluation()).isPresent();
    assertThat(directory.metrics()).content().hasLineCount(3);
  }

  @Test
  void trainsWithoutATestSet() throws IOException {
    TrainTest all = SmallDigits.inMemory();
    TrainTest data = new TrainTest(all.train(), all.test().slice(0, 0), "memory", all.sha256());
    List<String> notes = new ArrayList<>();
    TrainingCallback listener =
        new TrainingCallback() {
          @Override
          public void onNote(String note) {
            notes.add(note);
          }
        };
    AppConfig config =
        SmallDigits.config(
            "training.validation-split=0.25",
            "training.validation-shuffle=true",
            "training.callbacks=[csv-logger]");
    RunResult result = new TrainingRun(config, data, directory, CLOCK).train(listener, () -> false);
    assertThat(notes)
        .containsOnlyOnce(
            "There is no test set: the images that training.validation-split holds out are evaluated instead.");
    assertThat(result.evaluation()).isEmpty();
    assertThat(result.check().detail()).isEqualTo("There is no test set.");
    EpochResult last = result.training().epochs().get(1);
    assertThat(last.test()).isEmpty();
    EvaluationResult again = saved.evaluate(data);
    assertThat(again.images()).isBetween(140, 160);
    assertThat(again.accuracy()).isEqualTo(last.validation().orElseThrow().accuracy());
    assertThat(saved.hasTestSet()).isFalse();
    assertThat(files()).doesNotContain("evaluation.json");
    assertThat(saved.config().run().training().evaluate()).isEqualTo(Evaluate.EVERY_EPOCH);
  }

  @Test
  void cannotEvaluateWithoutAnyImages() {
    TrainTest all = SmallDigits.inMemory();
    TrainTest data = new TrainTest(all.train(), all.test().slice(0, 0), "memory", all.sha256());
    RunResult unused =
        new TrainingRun(SmallDigits.config(), data, directory, CLOCK).train(SILENT, () -> false);
    assertThatThrownBy(() -> saved.evaluate(data))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("There is no test set, and the run");
  }

  @Test
  void knowsInvertedImages() {
    train();
    Digits test = SmallDigits.inMemory().test();
    byte[] inverted = test.pixels().clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }
    assertThat(saved.inverted(test)).isEmpty();
    assertThat(saved.inverted(new Digits(test.info(), inverted, test.labels())))
        .hasValueSatisfying(
            warning -> assertThat(warning).startsWith("Warning: these images look inverted"));
    assertThat(
            ModelStore.loadForPrediction(directory.model(), saved.config().run())
                .mean()
                .getAsDouble())
        .isEqualTo(SmallDigits.inMemory().train().mean());
  }

  @Test
  void writesDownWhatItWasMadeFrom() {
    train("network.seed=5");
    Provenance provenance = saved.provenance().orElseThrow();
    assertThat(provenance.status()).isEqualTo(Status.FINISHED);
    assertThat(provenance.started()).isEqualTo("2026-01-02T04:04:05+01:00");
    assertThat(provenance.ended()).isEqualTo("2026-01-02T04:04:05+01:00");
    assertThat(provenance.trainingSeconds()).isPositive();
    assertThat(provenance.application()).isEqualTo(Application.current());
    assertThat(provenance.seed()).isEqualTo(5);
    assertThat(provenance.dataset())
        .isEqualTo(
            new Provenance.Dataset(
                "mnist",
                "memory",
                600,
                200,
                SmallDigits.inMemory().sha256(),
                Preprocessing.of(
                    DatasetInfo.MNIST, OptionalDouble.of(SmallDigits.inMemory().train().mean())),
                0));
  }

  @Test
  void evaluatesAgainToTheLastDigit() {
    EvaluationResult first = train("training.epochs=3").evaluation().orElseThrow();
    assertThat(first.accuracy()).isGreaterThan(0.5);
    assertThat(saved.evaluate(SmallDigits.inMemory())).isEqualTo(first);
  }

  @Test
  void evaluatesTheFinalNetworkWheneverTheTestSetIsWanted() {
    assertThat(train("training.evaluate=end").evaluation())
        .contains(saved.evaluate(SmallDigits.inMemory()));
  }

  @Test
  void leavesTheTestSetAloneWhenItIsNotWanted() {
    assertThat(train("training.evaluate=never").evaluation()).isEmpty();
    assertThat(directory.evaluation()).doesNotExist();
    assertThat(directory.model()).exists();
  }

  @Test
  void isKnownAsRunningWhileItRuns() {
    List<Object> seen = new ArrayList<>();
    TrainingCallback listener =
        new TrainingCallback() {
          @Override
          public void onStep(int step, Score running) {
            seen.add(status());
            seen.add(Files.exists(directory.config()));
            seen.add(Files.exists(directory.model()));
          }
        };
    train(
        SmallDigits.config("training.epochs=1", "training.batch-size=600"), listener, () -> false);
    assertThat(seen).containsExactly(Status.RUNNING, true, false);
  }

  @Test
  void hasARowOfEachEpochBeforeTheNextOneStarts() {
    List<Long> rows = new ArrayList<>();
    TrainingCallback listener =
        new TrainingCallback() {
          @Override
          public void onEpochEnd(EpochResult result) {
            try (Stream<String> lines = Files.lines(directory.metrics())) {
              rows.add(lines.count() - 1);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        };
    train(SmallDigits.config("training.epochs=3"), listener, () -> false);
    assertThat(rows).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsWhatAnInterruptedTrainingHasLearned() {
    RunResult result = train(SmallDigits.config(), SILENT, after(7)); // five steps an epoch
    assertThat(result.training().outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(result.training().epochs()).hasSize(1);
    assertThat(result.training().steps()).isEqualTo(2);
    assertThat(result.saved()).isTrue();
    assertThat(status()).isEqualTo(Status.INTERRUPTED);
    EvaluationResult evaluation = saved.evaluate(SmallDigits.inMemory());
    assertThat(evaluation).isEqualTo(result.evaluation().orElseThrow());
    assertThat(Score.of(evaluation))
        .isNotEqualTo(result.training().epochs().get(0).test().orElseThrow());
  }

  @Test
  void keepsTheNetworkOfAnInterruptedFirstEpoch() {
    RunResult result = train(SmallDigits.config(), SILENT, after(0));
    assertThat(result.training().epochs()).isEmpty();
    assertThat(result.saved()).isTrue();
    assertThat(saved.evaluate(SmallDigits.inMemory())).isEqualTo(saved.evaluation().orElseThrow());
  }

  @Test
  void keepsNothingWhenTheFirstEpochDiverges() throws IOException {
    RunResult result = train(diverging(), SILENT, () -> false);
    assertThat(result.training().outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.saved()).isFalse();
    assertThat(result.evaluation()).isEmpty();
    assertThat(status()).isEqualTo(Status.DIVERGED);
    assertThat(files()).containsExactly(".lock", "config.yaml", "provenance.json", "steps.csv");
  }

  @Test
  void keepsTheLastGoodNetworkWhenALaterEpochDiverges() {
    AppConfig oneStepAnEpoch = diverging("training.batch-size=600", "training.epochs=20");
    RunResult result = train(oneStepAnEpoch, SILENT, () -> false);
    assertThat(result.training().outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.training().epochs()).isNotEmpty();
    assertThat(result.saved()).isTrue();
    assertThat(Score.of(saved.evaluate(SmallDigits.inMemory())))
        .isEqualTo(
            result
                .training()
                .epochs()
                .get(result.training().epochs().size() - 1)
                .test()
                .orElseThrow());
  }

  @Test
  void endsWhenItsDirectoryIsGone() {
    TrainingCallback vandal =
        new TrainingCallback() {
          @Override
          public void onEpochStart(int epoch, int epochs, int steps) {
            directory.path().toFile().renameTo(runs.resolve("gone").toFile());
          }
        };
    assertThatThrownBy(() -> train(SmallDigits.config(), vandal, () -> false))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: no such file or folder.", directory.metrics());
  }
}
