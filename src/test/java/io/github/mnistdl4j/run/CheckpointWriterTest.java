package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.training.Checkpointer.Moment;
import io.github.mnistdl4j.training.Snapshot;
import io.github.mnistdl4j.training.TrainingState;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
  @TempDir private Path folder;

  private CheckpointWriter writer(String... overrides) {
    TrainingConfig training = SmallDigits.config(overrides).training();
    return new CheckpointWriter(
        new Checkpoints(folder.resolve("c"), "x", 100, Optional.empty()), training);
  }

  /** Offers a state of so many iterations and waits until it is written, if it is. */
  private void offer(CheckpointWriter writer, Moment moment, int count, int iterations) {
    Snapshot snapshot = new Snapshot(new float[1], new float[0], iterations);
    writer.at(
        moment,
        count,
        () -> new TrainingState(snapshot, snapshot, Optional.empty(), List.of(), Progress.NONE));
    writer.close();
  }

  private boolean has(int iterations) {
    return Files.exists(folder.resolve("c").resolve("step-%08d.checkpoint".formatted(iterations)));
  }

  @Test
  void writesAfterEveryEpochByDefault() {
    CheckpointWriter writer = writer();
    offer(writer, Moment.STEP, 1, 1);
    offer(writer, Moment.EPOCH, 1, 5);
    assertThat(has(1)).isFalse();
    assertThat(has(5)).isTrue();
  }

  @Test
  void writesAfterSomeEpochsAndTheLast() {
    CheckpointWriter writer = writer("training.epochs=3", "training.checkpoint.every-epochs=2");
    for (int epoch = 1; epoch <= 3; epoch++) {
      offer(writer, Moment.EPOCH, epoch, epoch);
    }
    assertThat(List.of(has(1), has(2), has(3))).containsExactly(false, true, true);
  }

  @Test
  void writesAfterSomeSteps() {
    CheckpointWriter writer =
        writer("training.checkpoint.every-epochs=0", "training.checkpoint.every-steps=2");
    for (int step = 1; step <= 4; step++) {
      offer(writer, Moment.STEP, step, step);
    }
    offer(writer, Moment.EPOCH, 2, 5);
    assertThat(List.of(has(1), has(2), has(3), has(4), has(5)))
        .containsExactly(false, true, false, true, false);
  }

  @Test
  void writesWhenInterruptedAlsoWhereNothingElseIsAskedFor() {
    CheckpointWriter writer = writer("training.checkpoint.every-epochs=0");
    offer(writer, Moment.INTERRUPTION, 3, 8);
    assertThat(has(8)).isTrue();
  }

  @Test
  void tellsOnceThatItCouldNotWrite() throws IOException {
    Files.writeString(folder.resolve("c"), "a file");
    CheckpointWriter writer = writer();
    assertThatThrownBy(() -> offer(writer, Moment.EPOCH, 1, 5)).isInstanceOf(RunException.class);
    writer.close();
  }
}
