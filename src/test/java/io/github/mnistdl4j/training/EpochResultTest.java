package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochResultTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void findsALossThatIsNone(double loss) {
    assertThat(Epochs.of(1, loss).isFinite()).isFalse();
    EpochResult validation =
        new EpochResult(
            1,
            3,
            new Score(0.5, 0.5),
            Optional.of(new Score(loss, 0.5)),
            Optional.empty(),
            0.001,
            Duration.ZERO);
    assertThat(validation.isFinite()).isFalse();
  }

  @Test
  void takesAnyNumber() {
    assertThat(Epochs.of(1, 1e30).isFinite()).isTrue();
  }
}
