package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragedWorkerTest {
  private static final Digits IMAGES = SomeDigits.of(100, 1);

  private static RunConfig config(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network.layers=[{units: 8, activation: relu, dropout: 0.3}, {units: 10, activation: softmax}]",
                "training.optimizer=adam",
                "training.shuffle=false",
                "training.batch-size=20"));
    all.addAll(List.of(overrides));
    return ConfigLoader.parse(RunConfig.class, "", "test", all);
  }

  private static Snapshot start(RunConfig config) {
    return Snapshot.of(Engines.create(config, IMAGES, note -> {}).network());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtime.first-layer=sparse",
        "runtime.first-layer=dense",
        "training.engine=dl4j",
        "training.optimizer=sgd"
      })
  void goesOnFromItsOwnNetworkWithTheBitsOfOneTraining(String setting) {
    RunConfig config = config(setting);
    EpochTrainer whole = Engines.create(config, IMAGES, note -> {});
    whole.train(
        new EpochPass(1, 5, Progress.NONE, Long.MAX_VALUE, () -> false, () -> {}, pass -> {}));

    AveragedWorker worker = new AveragedWorker(config, 0);
    Snapshot half = worker.train(IMAGES.slice(0, 60), start(config));
    Snapshot end = worker.train(IMAGES.slice(60, 100), Snapshot.mean(List.of(half)));

    assertSame(end, Snapshot.of(whole.network()));
    assertThat(end.iterations()).isEqualTo(5);
  }

  @Test
  void leavesTheAverageAsItIsSoThatALostShareCanBeTrainedAgain() {
    RunConfig config = config();
    Snapshot average = start(config);
    AveragedWorker worker = new AveragedWorker(config, 1);

    Snapshot first = worker.train(IMAGES, average);

    assertSame(average, start(config));
    assertSame(worker.train(IMAGES, average), first);
  }

  @Test
  void dropsOtherUnitsThanTheOtherWorkers() {
    RunConfig config = config();
    Snapshot average = start(config);
    assertThat(new AveragedWorker(config, 0).train(IMAGES, average).parameters())
        .isNotEqualTo(new AveragedWorker(config, 1).train(IMAGES, average).parameters());

    RunConfig without = config("network.layers.0.dropout=0");
    assertSame(
        new AveragedWorker(without, 0).train(IMAGES, average),
        new AveragedWorker(without, 1).train(IMAGES, average));
  }

  @Test
  void averagesParametersAndStatesInTheirOrder() {
    float tiny = 0x1p-24f;
    Snapshot mean =
        Snapshot.mean(
            List.of(
                new Snapshot(new float[] {1, 3}, new float[] {4}, 7),
                new Snapshot(new float[] {tiny, 5}, new float[] {6}, 6),
                new Snapshot(new float[] {tiny, 1}, new float[] {2}, 6)));

    // summed from the right, the first would be 1 + 2⁻²³ before the division
    assertSame(mean, new Snapshot(new float[] {1 / 3f, 3}, new float[] {4}, 7));
    assertThat(Snapshot.mean(List.of(mean)).parameters()).isNotSameAs(mean.parameters());
  }

  private static void assertSame(Snapshot actual, Snapshot expected) {
    assertThat(actual.parameters()).isEqualTo(expected.parameters());
    assertThat(actual.updaterState()).isEqualTo(expected.updaterState());
    assertThat(actual.iterations()).isEqualTo(expected.iterations());
  }
}
