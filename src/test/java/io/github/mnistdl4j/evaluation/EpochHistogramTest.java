package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.evaluation.EpochHistogram.Kind;
import org.junit.jupiter.api.Test;

class EpochHistogramTest {
  private static EpochHistogram of(float... numbers) {
    return EpochHistogram.of(3, 1, Kind.OUTPUTS, new float[][] {numbers});
  }

  @Test
  void countsWhatIsNotZero() {
    EpochHistogram histogram = of(0, 0, 1, 5);
    assertThat(histogram.zeros()).isEqualTo(0.5);
    assertThat(histogram.low()).isEqualTo(1);
    assertThat(histogram.high()).isEqualTo(5);
    assertThat(histogram.counts()).hasSize(EpochHistogram.BINS).startsWith(1, 0).endsWith(0, 1);
  }

  @Test
  void putsWhatLiesFarOutIntoTheLastBin() {
    float[] numbers = new float[101];
    for (int i = 0; i < 100; i++) {
      numbers[i] = i % 2 == 0 ? 1 : -1;
    }
    numbers[100] = 1000;
    EpochHistogram histogram = of(numbers);
    double mean = 1000.0 / 101;
    double deviation = Math.sqrt((100 + 1e6) / 101 - mean * mean);
    assertThat(histogram.high()).isCloseTo(mean + 4 * deviation, within(1e-9));
    assertThat(histogram.counts()).endsWith(0, 1);
  }

  @Test
  void takesNumbersThatAreAllTheSame() {
    assertThat(of(0, 0).counts()).containsOnly(0);
    assertThat(of(0, 0).zeros()).isEqualTo(1);
    assertThat(of(2, 2).counts().stream().mapToInt(i -> i).sum()).isEqualTo(2);
  }
}
