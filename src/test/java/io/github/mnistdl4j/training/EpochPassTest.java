package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochPassTest {
  /** Whether an epoch ends by the time limit that has taken so long before an interruption. */
  private static boolean isOverdue(Optional<Duration> limit, List<EpochResult> before, int taken) {
    Progress soFar = new Progress(3, 0, 0, 0, Duration.ofSeconds(taken).toNanos());
    long left = EpochPass.nanosLeft(limit, before);
    return new EpochPass(1, 5, soFar, left, () -> false, () -> {}, pass -> {}).isOverdue();
  }

  private static boolean isReached(int limit, List<EpochResult> before, int taken) {
    return isOverdue(Optional.of(Duration.ofSeconds(limit)), before, taken);
  }

  @Test
  void countsTheEpochsBefore() {
    List<EpochResult> twoSeconds = Epochs.of(0.5, 0.4);
    assertThat(isReached(500, twoSeconds, 2)).isFalse();
    assertThat(isReached(5, twoSeconds, 3)).isTrue();
    assertThat(isReached(2, twoSeconds, 0)).isTrue();
    assertThat(isReached(500, List.of(), 0)).isFalse();
  }

  private final List<Integer> begun = new ArrayList<>();
  private final List<Integer> ended = new ArrayList<>();
  private boolean stop;

  private EpochPass pass(Progress before) {
    return new EpochPass(
        2,
        5,
        before,
        Long.MAX_VALUE,
        () -> stop,
        () -> begun.add(0),
        pass -> ended.add(pass.steps()));
  }

  @Test
  void scoresTheMeanOverAllImagesWhateverBatchesTheyCameIn() {
    EpochPass pass = pass(Progress.NONE);
    pass.end(1, 2.0, 3, 4);
    assertThat(pass.score()).isEqualTo(new Score(2.0, 0.75));
    pass.end(2, 0.5, 8, 12);
    assertThat(pass.score()).isEqualTo(new Score((4 * 2.0 + 12 * 0.5) / 16, 11 / 16.0));
    assertThat(pass.steps()).isEqualTo(3);
    assertThat(pass.progress().images()).isEqualTo(16);
    assertThat(ended).containsExactly(1, 3);
  }

  @Test
  void goesOnWithWhatAnInterruptionLeft() {
    EpochPass pass = pass(new Progress(3, 6.0, 2, 4, 1_000_000_000));
    pass.end(1, 0.5, 4, 4);
    assertThat(pass.score()).isEqualTo(new Score(1.0, 0.75));
    assertThat(pass.steps()).isEqualTo(4);
    assertThat(pass.progress().nanos()).isGreaterThanOrEqualTo(1_000_000_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void endsWithALossThatIsNotFinite(double loss) {
    EpochPass pass = pass(Progress.NONE);
    pass.end(1, 2.0, 3, 4);
    assertThat(pass.begin()).isTrue();
    pass.end(1, loss, 4, 4);
    assertThat(pass.begin()).isFalse();
    assertThat(pass.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(pass.score()).as("without that step").isEqualTo(new Score(2.0, 0.75));
    assertThat(begun).hasSize(1);
    assertThat(ended).containsExactly(1);
  }

  @Test
  void endsBeforeTheNextStepWhenItIsToStop() {
    EpochPass pass = pass(Progress.NONE);
    assertThat(pass.begin()).isTrue();
    pass.end(1, 2.0, 3, 4);
    stop = true;
    assertThat(pass.begin()).isFalse();
    assertThat(pass.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(begun).hasSize(1);
  }

  @Test
  void isNeverReachedWhereThereIsNone() {
    assertThat(isOverdue(Optional.empty(), List.of(), 1_000_000_000)).isFalse();
  }
}
