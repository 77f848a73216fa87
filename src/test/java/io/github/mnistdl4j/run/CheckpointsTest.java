package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.Snapshot;
import io.github.mnistdl4j.training.TrainingState;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Checkpoints checkpoints(String identity) {
    return new Checkpoints(folder.resolve("checkpoints"), identity, 2, Optional.empty());
  }

  private static TrainingState state(int iterations, int lastGood) {
    float[] parameters = {1.5f, Float.MIN_VALUE, -0f, iterations};
    Snapshot now = new Snapshot(parameters, new float[] {iterations}, iterations);
    Snapshot good =
        iterations == lastGood ? now : new Snapshot(parameters, new float[] {7}, lastGood);
    EpochResult epoch =
        new EpochResult(
            1,
            5,
            new Score(0.1 + 0.2, 1 / 3.0),
            Optional.empty(),
            Optional.empty(),
            0.001,
            Duration.ofNanos(1_234_567_891));
    return new TrainingState(
        now, good, Optional.empty(), List.of(epoch), new Progress(3, 0.7, 11, 48, 99));
  }

  private Path file(int iterations) {
    return folder.resolve("checkpoints").resolve("step-%08d.checkpoint".formatted(iterations));
  }

  private void assertSame(TrainingState actual, TrainingState expected) {
    assertThat(actual.epochs()).isEqualTo(expected.epochs());
    assertThat(actual.pass()).isEqualTo(expected.pass());
    assertSame(actual.network(), expected.network());
    assertSame(actual.lastGood(), expected.lastGood());
    assertThat(actual.best().isPresent()).isEqualTo(expected.best().isPresent());
    actual.best().ifPresent(best -> assertSame(best, expected.best().orElseThrow()));
  }

  private static void assertSame(Snapshot actual, Snapshot expected) {
    assertThat(actual.parameters()).isEqualTo(expected.parameters());
    assertThat(actual.updaterState()).isEqualTo(expected.updaterState());
    assertThat(actual.iterations()).isEqualTo(expected.iterations());
  }

  @Test
  void readsBackEveryBit() {
    checkpoints("x").write(state(8, 5));
    assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state(8, 5));
    checkpoints("x").write(state(10, 10));
    assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state(10, 10));
    assertThat(warnings).isEmpty();
  }

  @Test
  void readsBackMoreNumbersThanAreWrittenAtOnce() {
    float[] parameters = new float[150_001];
    float[] updaterState = new float[65_537];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = Float.intBitsToFloat(i * 7919);
    }
    updaterState[65_536] = 1;
    Snapshot now = new Snapshot(parameters, updaterState, 8);
    Snapshot good = new Snapshot(parameters.clone(), new float[65_537], 5);
    TrainingState state = new TrainingState(now, good, Optional.empty(), List.of(), Progress.NONE);
    checkpoints("x").write(state);
    assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state);
  }

  @Test
  void readsBackTheBestEpochsNetworkWhicheverThatIs() {
    TrainingState state = state(8, 5);
    for (Snapshot best :
        List.of(
            new Snapshot(new float[] {1, 2, 3, 4}, new float[] {5}, 2),
            state.lastGood(),
            state.network())) {
      TrainingState with =
          new TrainingState(
              state.network(), state.lastGood(), Optional.of(best), state.epochs(), state.pass());
      checkpoints("x").write(with);
      assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), with);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void keepsTheNewest() throws IOException {
    for (int iterations : new int[] {5, 10, 15, 99_999_999}) {
      checkpoints("x").write(state(iterations, iterations));
    }
    checkpoints("x").deleteSpare();
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      assertThat(files).containsExactlyInAnyOrder(file(15), file(99_999_999));
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need privileges there")
  void overwritesALongerSpareAndNeverWhatALinkLeadsTo() throws IOException {
    checkpoints("x").write(state(5, 5));
    Path spare = folder.resolve("checkpoints").resolve("spare.tmp");
    Files.write(spare, new byte[100_000]);
    checkpoints("x").write(state(8, 5));
    assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state(8, 5));
    assertThat(warnings).isEmpty();

    Path mine = Files.writeString(folder.resolve("mine"), "text");
    Files.createSymbolicLink(spare, mine);
    assertThatThrownBy(() -> checkpoints("x").write(state(10, 5))).isInstanceOf(RunException.class);
    assertThat(mine).hasContent("text");
  }

  @Test
  void findsNoneWhereNoneWasWritten() {
    assertThat(checkpoints("x").newest(warnings::add)).isEmpty();
  }

  @Test
  void passesOverEveryKindOfDamageAndSaysSo() throws IOException {
    checkpoints("x").write(state(5, 5));
    checkpoints("x").write(state(8, 5));
    byte[] whole = Files.readAllBytes(file(8));
    for (int length = 0; length < whole.length; length += 3) {
      Files.write(file(8), Arrays.copyOf(whole, length));
      assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state(5, 5));
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 16;
      Files.write(file(8), flipped);
      assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state(5, 5));
    }
    assertThat(warnings)
        .hasSize((whole.length + 2) / 3 + whole.length)
        .allMatch(
            warning -> warning.startsWith("Warning: The checkpoint " + file(8) + " is damaged"));
  }

  @Test
  void doesNotGoOnFromAnotherTraining() {
    checkpoints("x").write(state(5, 5));
    assertThatThrownBy(() -> checkpoints("y").newest(warnings::add))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is of another training: of other images");
  }

  @Test
  void keepsWhatItWritesThoughUnreadableOnesSeemNewer() throws IOException {
    for (int iterations : new int[] {80, 90}) {
      checkpoints("x").write(state(iterations, iterations));
      Files.writeString(file(iterations), "cut off");
    }
    assertThat(checkpoints("x").newest(warnings::add)).isEmpty();
    assertThat(warnings).last().asString().endsWith("Training starts from the beginning.");
    checkpoints("x").write(state(10, 10));
    assertSame(checkpoints("x").newest(warnings::add).orElseThrow(), state(10, 10));
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Files.writeString(folder.resolve("checkpoints"), "a file");
    assertThatThrownBy(() -> checkpoints("x").write(state(5, 5)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("Cannot write " + folder.resolve("checkpoints"));
  }
}
