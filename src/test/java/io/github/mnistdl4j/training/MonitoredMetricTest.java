package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Monitor;
import io.github.mnistdl4j.config.MonitorMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoredMetricTest {
  private static MonitoredMetric of(Monitor monitor, MonitorMode mode) {
    return new MonitoredMetric(monitor, mode, 0);
  }

  @Test
  void readsTheNumberThatIsMonitored() {
    EpochResult epoch = Epochs.of(1, 0.2);
    assertThat(of(Monitor.LOSS, MonitorMode.AUTO).of(epoch)).isEqualTo(0.2);
    assertThat(of(Monitor.ACCURACY, MonitorMode.AUTO).of(epoch)).isEqualTo(0.8);
    assertThat(of(Monitor.VAL_LOSS, MonitorMode.AUTO).of(epoch)).isEqualTo(2);
    assertThat(of(Monitor.VAL_ACCURACY, MonitorMode.AUTO).of(epoch)).isEqualTo(0.98);
  }

  @Test
  void wantsSmallLossesAndGreatAccuraciesUnlessTold() {
    List<EpochResult> epochs = Epochs.of(0.4, 0.1, 0.3, 0.5, 0.1);
    assertThat(of(Monitor.LOSS, MonitorMode.AUTO).best(epochs)).isEqualTo(2);
    assertThat(of(Monitor.VAL_ACCURACY, MonitorMode.AUTO).best(epochs)).isEqualTo(2);
    assertThat(of(Monitor.LOSS, MonitorMode.MAX).best(epochs)).isEqualTo(4);
    assertThat(of(Monitor.ACCURACY, MonitorMode.MIN).best(epochs)).isEqualTo(4);
    assertThat(of(Monitor.LOSS, MonitorMode.AUTO).best(List.of())).isZero();
  }

  @Test
  void takesNoChangeOfMinDeltaOrLess() {
    MonitoredMetric loss = new MonitoredMetric(Monitor.LOSS, MonitorMode.AUTO, 0.25);
    assertThat(loss.isBetter(0.75, 1)).isFalse();
    assertThat(loss.isBetter(0.5, 1)).isTrue();
    MonitoredMetric accuracy = new MonitoredMetric(Monitor.ACCURACY, MonitorMode.AUTO, 0.25);
    assertThat(accuracy.isBetter(0.75, 0.5)).isFalse();
    assertThat(accuracy.isBetter(0.875, 0.5)).isTrue();
  }
}
