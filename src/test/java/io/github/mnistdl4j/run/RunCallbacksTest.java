package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callbacks leave in a run's directory. */
class RunCallbacksTest {
  @TempDir private Path runs;
  private RunDirectory directory = new RunDirectory(Path.of(""));

  @BeforeEach
  void createADirectory() {
    directory = RunDirectory.create(runs, Optional.of("a"), LocalDateTime.now(Clock.systemUTC()));
  }

  private RunResult train(String... overrides) {
    return train(new TrainingCallback() {}, overrides);
  }

  private RunResult train(TrainingCallback listener, String... overrides) {
    return new TrainingRun(
            SmallDigits.config(overrides), SmallDigits.inMemory(), directory, Clock.systemUTC())
        .train(listener, () -> false);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void modelCheckpointKeepsEveryEpochsNetwork() throws IOException {
    train("training.callbacks=[model-checkpoint]");
    assertThat(names(directory.models())).containsExactly("epoch-0001.zip", "epoch-0002.zip");
    Path last = directory.models().resolve("epoch-0002.zip");
    assertThat(ModelStore.load(last, SmallDigits.runConfig()).params().toFloatVector())
        .isEqualTo(parameters());
  }

  @Test
  void modelCheckpointKeepsTheBestAlone() throws IOException {
    String[] best = {
      "training.epochs=3",
      "training.callbacks=[{name: model-checkpoint, monitor: loss, mode: max, save-best-only: true},"
          + " {name: early-stopping, monitor: loss, mode: max, patience: 9,"
          + " restore-best-weights: true}]"
    };
    RunResult result = train(best);
    assertThat(names(directory.models())).containsExactly("best.zip");
    EpochResult kept = result.training().kept().orElseThrow();
    assertThat(kept.epoch()).as("the greatest loss is the first").isEqualTo(1);
    assertThat(result.evaluation().map(Score::of)).isEqualTo(kept.test());
    AppConfig config = SmallDigits.config(best);
    assertThat(ModelStore.load(directory.models().resolve("best.zip"), config.run()).params())
        .isEqualTo(ModelStore.load(directory.model(), config.run()).params());
  }

  @Test
  void aKeptNetworkCanBeLoadedAlsoWhenTheLearningRateHasChanged() {
    String schedule =
        "training.learning-rate-schedule={name: exponential, decay-steps: 3, decay-rate: 0.5}";
    RunResult result = train(schedule);
    assertThat(new SavedRun(directory).evaluate(SmallDigits.inMemory()))
        .isEqualTo(result.evaluation().orElseThrow());
    assertThat(directory.metrics()).content().contains(",1.25E-4,");
  }

  @Test
  void csvLoggerWritesItsFile() {
    train("training.callbacks=[csv-logger]");
    assertThat(directory.path().resolve("history.csv"))
        .content()
        .startsWith("epoch,accuracy,learning_rate,loss,test_accuracy,test_loss\n0,")
        .hasLineCount(3);
  }

  @Test
  void theBestEpochsCheckpointStays() throws IOException {
    train(
        "training.epochs=4",
        "training.checkpoint={every-epochs: 1, keep-last: 1,"
            + " keep-best: {monitor: loss, mode: max}}");
    assertThat(names(directory.checkpoints()))
        .containsExactly("step-00000005.checkpoint", "step-00000020.checkpoint");
  }

  @Test
  void theBestEpochsCheckpointIsWrittenAlsoWhenNoOtherIs() throws IOException {
    train("training.checkpoint={every-epochs: 0, keep-best: {monitor: loss, mode: max}}");
    assertThat(names(directory.checkpoints())).containsExactly("step-00000005.checkpoint");
  }

  @Test
  void moreTimeLetsARunGoOnThatItsLimitEnded() {
    String[] limited = {"training.epochs=2", "training.max-time=1s"};
    TrainingCallback slow =
        new TrainingCallback() {
          @Override
          public void onStep(int step, Score running) {
            pause();
          }
        };
    RunResult first = train(slow, limited);
    assertThat(first.training().outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(first.saved()).isTrue();
    assertThat(new SavedRun(directory).provenance().orElseThrow().status())
        .isEqualTo(Status.TIME_LIMIT);
    RunResult again = train(limited);
    assertThat(again.training().outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(again.training().steps()).isEqualTo(first.training().steps());

    RunResult whole = train("training.epochs=2", "training.max-time=1h");
    assertThat(whole.training().outcome()).isEqualTo(Outcome.FINISHED);
    float[] parameters = parameters();
    directory = RunDirectory.create(runs, Optional.of("b"), LocalDateTime.now(Clock.systemUTC()));
    train("training.epochs=2");
    assertThat(parameters()).as("those of a run without a limit").isEqualTo(parameters);
  }

  private float[] parameters() {
    return ModelStore.load(directory.model(), SmallDigits.runConfig()).params().toFloatVector();
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
