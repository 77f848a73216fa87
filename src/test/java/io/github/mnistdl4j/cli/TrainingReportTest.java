package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.network.InputWeights;
import io.github.mnistdl4j.run.EvaluationCheck;
import io.github.mnistdl4j.run.EvaluationCheck.CheckOutcome;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingResult;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingReportTest {
  private static final RunDirectory DIRECTORY = new RunDirectory(Path.of("runs", "a"));
  private static final EvaluationResult EVALUATION =
      new EvaluationResult(
          4,
          0.25,
          0.75,
          List.of(new ClassScore(0, "0", 4, 1, 0.75, 6 / 7.0)),
          new ConfusionMatrix(List.of(List.of(4))));

  private static final EvaluationCheck AGREES = new EvaluationCheck(CheckOutcome.AGREES, "");

  private final Screen screen = new Screen();

  private int report(Console console, RunResult result) {
    return new TrainingReport(console, DIRECTORY).print(result);
  }

  private static RunResult result(
      Outcome outcome,
      int epochs,
      int steps,
      Optional<EvaluationResult> evaluation,
      boolean saved) {
    List<EpochResult> done =
        IntStream.rangeClosed(1, epochs).mapToObj(TrainingReportTest::epoch).toList();
    Optional<EpochResult> kept = done.stream().skip(Math.max(0, epochs - 1)).findFirst();
    return new RunResult(
        new TrainingResult(outcome, done, steps, kept, Optional.empty()),
        evaluation,
        inspection(saved),
        AGREES,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Inspection> inspection(boolean saved) {
    InputWeights weights = new InputWeights(0, List.of());
    return saved
        ? Optional.of(new Inspection(weights, Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  private static EpochResult epoch(int epoch) {
    Score score = new Score(0.5, 0.9);
    Duration second = Duration.ofSeconds(1);
    return new EpochResult(epoch, 5, score, Optional.empty(), Optional.empty(), 0.001, second);
  }

  @Test
  void printsScoresGapTablesAndWhereEverythingIs() {
    RunResult result = result(Outcome.FINISHED, 1, 0, Optional.of(EVALUATION), true);
    assertThat(report(screen.pipe(), result)).isZero();
    assertThat(screen.printed())
        .isEqualTo(
            """

            test_loss: 0.25
            test_acc: 0.75
            In its last epoch the network was right about 90.00 % of its training images, and it is \
            about 75.00 % of the test images: 15.00 points less. This gap is overfitting.

            Confusion matrix (rows: the truth; columns: what the network predicted)
                       0
               0 |     4

            class   precision   recall       f1   images
                0      1.0000   0.7500   0.8571        4

            The model and everything about the run is in runs/a
            """
                .replace("runs/a", DIRECTORY.path().toString()));
  }

  @Test
  void printsOnlyScoresAndThePlaceWhenQuiet() {
    RunResult result = result(Outcome.FINISHED, 1, 0, Optional.of(EVALUATION), true);
    assertThat(report(screen.quiet(), result)).isZero();
    assertThat(screen.printed().lines())
        .containsExactly(
            "test_loss: 0.25",
            "test_acc: 0.75",
            "The model and everything about the run is in " + DIRECTORY.path());
  }

  @Test
  void printsNoScoresWhenTheTestSetWasNotWanted() {
    RunResult result = result(Outcome.FINISHED, 1, 0, Optional.empty(), true);
    assertThat(report(screen.pipe(), result)).isZero();
    assertThat(screen.printed())
        .isEqualTo(
            "\nThe model and everything about the run is in %s\n".formatted(DIRECTORY.path()));
  }

  @Test
  void saysWhatAnInterruptedTrainingSavedAndEndsWith130() {
    RunResult result = result(Outcome.INTERRUPTED, 2, 17, Optional.of(EVALUATION), true);
    assertThat(report(screen.quiet(), result)).isEqualTo(130);
    assertThat(screen.printed())
        .startsWith(
            """
            Interrupted: trained 2 whole epochs and 17 steps of the next, and saved that.
            test_loss: 0.25
            """);
  }

  @Test
  void comparesNothingWhenNoEpochIsComplete() {
    RunResult result = result(Outcome.INTERRUPTED, 0, 3, Optional.of(EVALUATION), true);
    assertThat(report(screen.pipe(), result)).isEqualTo(130);
    assertThat(screen.printed()).contains("test_loss: 0.25").doesNotContain("points");
  }

  @Test
  void saysWhichNetworkWasKeptWhenTheLossIsNoNumber() {
    RunResult result = result(Outcome.DIVERGED, 2, 17, Optional.of(EVALUATION), true);
    assertThat(report(screen.quiet(), result)).isEqualTo(1);
    assertThat(screen.printed())
        .startsWith(
            "The loss became NaN or infinite at step 17 of epoch 3: training stopped."
                + " The network of epoch 2 was kept.\n"
                + "A smaller training.optimizer.learning-rate usually helps.\n");
  }

  @Test
  void saysThatThereIsNoModelWhenTheFirstEpochDiverges() {
    RunResult result = result(Outcome.DIVERGED, 0, 2, Optional.empty(), false);
    assertThat(report(screen.quiet(), result)).isEqualTo(1);
    assertThat(screen.printed())
        .contains("No epoch was completed, so there is no model.")
        .endsWith("See %s\n".formatted(DIRECTORY.path()));
  }

  @Test
  void saysHowToGoOnWhenTheTimeIsOver() {
    RunResult result = result(Outcome.TIME_LIMIT, 2, 7, Optional.empty(), true);
    assertThat(report(screen.pipe(), result)).isZero();
    assertThat(screen.printed())
        .contains(
            "trained 2 whole epochs and 7 steps of the next, and saved the network of epoch 2.")
        .contains(
            "To continue: train --resume %s --set training.max-time=…".formatted(DIRECTORY.path()));
  }

  @Test
  void measuresTheGapInTheEpochWhoseNetworkWasKept() {
    TrainingResult early =
        new TrainingResult(
            Outcome.STOPPED_EARLY,
            List.of(epoch(1), epoch(2)),
            0,
            Optional.of(epoch(1)),
            Optional.empty());
    RunResult result =
        new RunResult(
            early,
            Optional.of(EVALUATION),
            inspection(true),
            AGREES,
            Optional.empty(),
            Optional.empty());
    assertThat(report(screen.pipe(), result)).isZero();
    assertThat(screen.printed()).contains("In epoch 1 the network was right about 90.00 %");
  }

  @ParameterizedTest
  @EnumSource(names = {"FINISHED", "INTERRUPTED"})
  void endsWith1WhenDeeplearning4jEvaluatesToAnotherResult(Outcome outcome) {
    RunResult agreeing = result(outcome, 2, 0, Optional.of(EVALUATION), true);
    RunResult result =
        new RunResult(
            agreeing.training(),
            agreeing.evaluation(),
            agreeing.inspection(),
            new EvaluationCheck(CheckOutcome.DIFFERS, "Of the images of class 3, …"),
            Optional.empty(),
            Optional.empty());
    assertThat(report(screen.quiet(), result)).isEqualTo(1);
    assertThat(screen.printed())
        .contains("comes to another result: Of the images of class 3, …\n")
        .contains("test_acc: 0.75")
        .endsWith("The model and everything about the run is in %s\n".formatted(DIRECTORY.path()));
  }
}
