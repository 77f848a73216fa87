package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.Monitor;
import io.github.mnistdl4j.config.MonitorMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Epochs in which Keras 3's callback stops, by its source. */
class EarlyStoppingCallbackTest {
  /** The epoch after which training ends; 0 if it goes on. */
  private static int stopsAfter(int patience, double minDelta, double... losses) {
    EarlyStoppingCallback callback = callback(patience, minDelta);
    for (EpochResult epoch : Epochs.of(losses)) {
      callback.onEpochEnd(epoch);
      if (callback.stopsTraining()) {
        return epoch.epoch();
      }
    }
    return 0;
  }

  private static EarlyStoppingCallback callback(int patience, double minDelta) {
    return new EarlyStoppingCallback(
        new Callback.EarlyStopping(Monitor.LOSS, MonitorMode.AUTO, minDelta, patience, true),
        List.of(),
        note -> {});
  }

  @Test
  void withoutPatienceStopsAfterTheFirstEpochThatIsNoBetter() {
    assertThat(stopsAfter(0, 0, 5, 4, 3, 3, 2)).isEqualTo(4);
    assertThat(stopsAfter(1, 0, 5, 4, 3, 3, 2)).isEqualTo(4);
    assertThat(stopsAfter(0, 0, 5, 4, 3, 2, 1)).isZero();
  }

  @Test
  void waitsAsManyEpochsAsPatienceSays() {
    assertThat(stopsAfter(2, 0, 5, 6, 4, 6, 6, 1)).isEqualTo(5);
    assertThat(stopsAfter(3, 0, 5, 6, 6, 4, 6, 6, 5)).isEqualTo(7);
  }

  @Test
  void improvementsOfMinDeltaOrLessDoNotCount() {
    assertThat(stopsAfter(2, 0.5, 5, 4.5, 4.25, 1)).isZero();
    assertThat(stopsAfter(2, 0.5, 5, 4.75, 4.5, 1)).isEqualTo(3);
  }

  @Test
  void knowsTheBestEpochWithWhatIsNoImprovementLeftOut() {
    EarlyStoppingCallback callback = callback(9, 0.5);
    for (EpochResult epoch : Epochs.of(5, 3, 2.75, 4)) {
      callback.onEpochEnd(epoch);
      assertThat(callback.bestEpoch()).isEqualTo(Math.min(epoch.epoch(), 2));
    }
  }
}
