package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of all steps, thinned out, and cut off by whatever ends a process. */
class StepsFileTest {
  private static final int PER_EPOCH = 469;

  @TempDir private Path folder;

  private static StepResult step(long step) {
    boolean measured = step % StepResult.MEASURED == 1;
    LayerNorms norms = new LayerNorms(Math.sqrt((double) step), 1.0 / step);
    return new StepResult(
        step,
        (int) ((step - 1) / PER_EPOCH) + 1,
        new Score(Math.exp(-step / 1000.0), (step % 129) / 128.0),
        1e-3 / (1 + step / PER_EPOCH),
        measured ? List.of(norms, norms) : List.of());
  }

  private static StepRows rows(Path file, long learned) {
    return new StepRows(file, learned, 1, 2, warning -> fail(warning));
  }

  private static void train(Path file, long learned, long last) {
    StepRows rows = rows(file, learned);
    for (long step = learned + 1; step <= last; step++) {
      rows.onStepEnd(step(step));
    }
    rows.onTrainingEnd();
  }

  /** Neither too many rows nor too few, and byte for byte those of an uninterrupted training. */
  @Property(tries = 25)
  void dependsOnTheNumberOfStepsAlone(
      @ForAll @IntRange(min = 1, max = 45_000) int a,
      @ForAll @IntRange(min = 1, max = 45_000) int b,
      @ForAll @IntRange(min = 1, max = 45_000) int c)
      throws IOException {
    int checkpoint = Math.min(a, Math.min(b, c));
    int last = Math.max(a, Math.max(b, c));
    int killed = a + b + c - checkpoint - last;
    Path temporary = Files.createTempDirectory("steps");
    Path whole = temporary.resolve("whole.csv");
    Path resumed = temporary.resolve("resumed.csv");
    train(whole, 0, last);
    train(resumed, 0, killed);
    Files.writeString(resumed, "12,3,0.", StandardOpenOption.APPEND); // killed while it wrote
    train(resumed, checkpoint, last);

    assertThat(resumed).hasSameBinaryContentAs(whole);
    List<StepResult> rows = StepsFile.read(whole);
    assertThat(rows).hasSizeBetween(Math.min(last, StepsFile.MOST / 2), StepsFile.MOST);
    assertThat(rows.get(0).step()).isOne();
    for (Path file : List.of(whole, resumed, temporary)) {
      Files.delete(file);
    }
  }

  /** On a cluster, which counts whole epochs, no number of steps leaves an empty file. */
  @Test
  void keepsEachEpochOfACluster() throws IOException {
    int perEpoch = 468;
    Path file = folder.resolve("steps.csv");
    for (int learned : List.of(0, 30)) {
      StepRows rows = new StepRows(file, (long) learned * perEpoch, perEpoch, 2, w -> fail(w));
      for (int epoch = learned + 1; epoch <= 40; epoch++) {
        rows.onStepEnd(step((long) epoch * perEpoch));
      }
      rows.onTrainingEnd();
      assertThat(StepsFile.read(file)).extracting(StepResult::step).hasSize(40).endsWith(18_720L);
    }
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("steps.csv");
    train(file, 0, 130);
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "step,epoch,loss,accuracy,learning_rate,"
                + "weight_norm_1,gradient_norm_1,weight_norm_2,gradient_norm_2");
    assertThat(Files.readAllLines(file).get(2)).isEqualTo("2,1,0.998001999,0.015625,0.001,,,,");
    List<StepResult> rows = StepsFile.read(file);
    assertThat(rows).hasSize(130);
    StepResult row = rows.get(128);
    assertThat(row.epoch()).isOne();
    assertThat(row.batch().loss()).isCloseTo(step(129).batch().loss(), within(1e-9));
    assertThat(row.norms()).hasSize(2);
    assertThat(row.norms().get(1).gradient()).isCloseTo(1.0 / 129, within(1e-9));
    assertThat(rows.get(129).norms()).isEmpty();
  }

  @Test
  void isReadWhileItIsWrittenAndBeforeThereIsOne() throws IOException {
    Path file = folder.resolve("steps.csv");
    assertThat(StepsFile.read(file)).isEmpty();
    for (String start : List.of("", "step,epo", "step,epoch,loss,accuracy,learning_rate\n1,1,0.")) {
      Files.writeString(file, start);
      assertThat(StepsFile.read(file)).isEmpty();
    }
    Files.writeString(file, "step,epoch,loss,accuracy,learning_rate\n1,1,0.5,1.0,0.1\n2,");
    assertThat(StepsFile.read(file)).hasSize(1);
  }

  @Test
  void saysWhichLineIsDamagedAndTrainsOn() throws IOException {
    Path file = folder.resolve("steps.csv");
    Files.writeString(file, StepsFile.header(1) + "1,1,0.5,1.0,0.1,,\n2,x\n");
    assertThatThrownBy(() -> StepsFile.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Line 3 of %s is damaged: each row has a step", file);
    List<String> warnings = new ArrayList<>();
    new StepRows(file, 2, 1, 1, warnings::add).onTrainingEnd();
    assertThat(warnings).singleElement().asString().contains("is damaged", "begins anew");
    assertThat(file).hasContent(StepsFile.header(1).strip());
  }

  @Test
  void isWrittenAnewWhereSomebodyDeletedItOrADiskWasFull() throws IOException {
    Path file = folder.resolve("steps.csv");
    StepRows rows = rows(file, 0);
    rows.onStepEnd(step(1));
    rows.write();
    Files.delete(file);
    rows.onStepEnd(step(2));
    rows.write();
    assertThat(StepsFile.read(file)).hasSize(2);
  }
}
