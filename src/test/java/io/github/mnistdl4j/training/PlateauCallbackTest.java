package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.Monitor;
import io.github.mnistdl4j.config.MonitorMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning rates that Keras 3's callback sets, by its source. */
class PlateauCallbackTest {
  /** The learning rate after each epoch, from 1, halved each time. */
  private static List<Double> rates(
      int patience, int cooldown, double minDelta, double minLr, double... losses) {
    List<String> notes = new ArrayList<>();
    PlateauCallback callback =
        new PlateauCallback(
            new Callback.ReduceLrOnPlateau(
                Monitor.LOSS, MonitorMode.AUTO, 0.5, patience, minDelta, cooldown, minLr),
            1,
            List.of(),
            notes::add);
    List<Double> rates = new ArrayList<>();
    double before = 1;
    for (EpochResult epoch : Epochs.of(losses)) {
      notes.clear();
      callback.onEpochEnd(epoch);
      rates.add(callback.learningRate(1));
      assertThat(notes).hasSize(callback.learningRate(1) < before ? 1 : 0);
      before = callback.learningRate(1);
    }
    return rates;
  }

  @Test
  void reducesWhenPatienceIsOverAndThenWaitsAgain() {
    assertThat(rates(2, 0, 0, 0, 5, 5, 5, 5, 5)).containsExactly(1., 1., .5, .5, .25);
    assertThat(rates(2, 0, 0, 0, 5, 6, 4, 6, 3, 2)).containsOnly(1.);
  }

  @Test
  void doesNotCountTheEpochsOfACooldown() {
    assertThat(rates(1, 2, 0, 0, 5, 5, 5, 5, 5, 5)).containsExactly(1., .5, .5, .25, .25, .125);
  }

  @Test
  void goesNoLowerThanMinLr() {
    assertThat(rates(1, 0, 0, 0.4, 5, 5, 5, 5)).containsExactly(1., .5, .4, .4);
  }

  @Test
  void improvementsOfMinDeltaOrLessDoNotCount() {
    assertThat(rates(1, 0, 0.5, 0, 5, 4.5, 3.5)).containsExactly(1., .5, .5);
  }
}
