package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.training.Checkpointer.Trigger;
import io.github.mnistdl4j.training.Snapshot;
import io.github.mnistdl4j.training.TrainingState;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private int keep = 100;

  private CheckpointWriter writer(String... overrides) {
    TrainingConfig training = SmallDigits.runConfig(overrides).training();
    return new CheckpointWriter(
        new Checkpoints(folder.resolve("c"), "x", keep, Optional.empty()),
        training,
        new StepRows(folder.resolve("steps.csv"), 0, 1, 1, warnings::add),
        warnings::add);
  }

  /** Offers a state of so many iterations and waits until it is written, if it is. */
  private void offer(CheckpointWriter writer, Trigger trigger, int count, int iterations) {
    writer.at(trigger, count, () -> state(iterations));
    writer.close();
  }

  private static TrainingState state(int iterations) {
    Snapshot snapshot = new Snapshot(new float[1], new float[0], iterations);
    return new TrainingState(snapshot, snapshot, Optional.empty(), List.of(), Progress.NONE);
  }

  private boolean has(int iterations) {
    return Files.exists(folder.resolve("c").resolve("step-%08d.checkpoint".formatted(iterations)));
  }

  @Test
  void writesAfterEveryEpochByDefault() {
    CheckpointWriter writer = writer();
    offer(writer, Trigger.STEP, 1, 1);
    offer(writer, Trigger.EPOCH, 1, 5);
    assertThat(has(1)).isFalse();
    assertThat(has(5)).isTrue();
  }

  @Test
  void writesAfterSomeEpochsAndTheLast() {
    CheckpointWriter writer = writer("training.epochs=3", "training.checkpoint.every-epochs=2");
    for (int epoch = 1; epoch <= 3; epoch++) {
      offer(writer, Trigger.EPOCH, epoch, epoch);
    }
    assertThat(List.of(has(1), has(2), has(3))).containsExactly(false, true, true);
  }

  @Test
  void writesAfterSomeSteps() {
    CheckpointWriter writer =
        writer("training.checkpoint.every-epochs=0", "training.checkpoint.every-steps=2");
    for (int step = 1; step <= 4; step++) {
      offer(writer, Trigger.STEP, step, step);
    }
    offer(writer, Trigger.EPOCH, 2, 5);
    assertThat(List.of(has(1), has(2), has(3), has(4), has(5)))
        .containsExactly(false, true, false, true, false);
  }

  @Test
  void writesWhenInterruptedAlsoWhereNothingElseIsAskedFor() {
    CheckpointWriter writer = writer("training.checkpoint.every-epochs=0");
    offer(writer, Trigger.INTERRUPTION, 3, 8);
    assertThat(has(8)).isTrue();
  }

  @Test
  void warnsWhenItBeginsToFailAndGoesOn() throws IOException {
    Path file = Files.writeString(folder.resolve("c"), "a file");
    CheckpointWriter writer = writer();
    offer(writer, Trigger.EPOCH, 1, 5);
    offer(writer, Trigger.EPOCH, 2, 10);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Warning: Cannot write " + file + ": ")
        .endsWith("Training continues, and will try to write it again.");

    Files.delete(file);
    offer(writer, Trigger.EPOCH, 3, 15);
    assertThat(has(15)).isTrue();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void failsWhenAnInterruptedTrainingCannotBeKept() throws IOException {
    Files.writeString(folder.resolve("c"), "a file");
    CheckpointWriter writer = writer();
    assertThatThrownBy(() -> offer(writer, Trigger.INTERRUPTION, 1, 5))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write ");
    assertThat(warnings).isEmpty();
  }

  @Test
  void endsTrainingWhenTheRunsFolderIsGone() throws IOException {
    Files.delete(folder);
    assertThatThrownBy(() -> offer(writer(), Trigger.EPOCH, 1, 5))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("no such file or folder");
    Files.createDirectory(folder);
  }

  @Test
  void usesThePlaceOfTheOldestAndLeavesItToNobody() {
    keep = 1;
    CheckpointWriter writer = writer();
    offer(writer, Trigger.EPOCH, 1, 5);
    writer.at(Trigger.EPOCH, 2, () -> state(10));
    writer.at(Trigger.INTERRUPTION, 3, () -> state(15)); // waits for both
    assertThat(folder.resolve("c")).isDirectoryContaining("glob:**.tmp");
    writer.close();
    assertThat(List.of(has(5), has(10), has(15))).containsExactly(false, false, true);
    assertThat(folder.resolve("c")).isDirectoryNotContaining("glob:**.tmp");
  }
}
