package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;

class PairedMistakesTest {
  private static PairedMistakes of(int onlyFirst, int onlySecond) {
    return new PairedMistakes(
        10_000,
        List.of(),
        IntStream.range(0, onlyFirst).boxed().toList(),
        IntStream.range(0, onlySecond).boxed().toList());
  }

  @Test
  void agreesWithTheBinomialTestOfCommonsMath() {
    for (int[] counts :
        new int[][] {{0, 0}, {1, 0}, {1, 8}, {8, 1}, {5, 5}, {121, 59}, {400, 333}}) {
      int n = counts[0] + counts[1];
      double expected =
          n == 0
              ? 1
              : new BinomialTest().binomialTest(n, counts[0], 0.5, AlternativeHypothesis.TWO_SIDED);
      assertThat(of(counts[0], counts[1]).p()).isCloseTo(Math.min(1, expected), within(1e-9));
    }
    assertThat(of(1, 8).p()).isCloseTo(2 * (1 + 9) / 512.0, within(1e-15)); // by hand
  }

  @Test
  void isNearTheUsualFormForManyImages() {
    double chiSquared = Math.pow(Math.abs(400 - 333) - 1, 2) / 733;
    double usual = 1 - new ChiSquaredDistribution(1).cumulativeProbability(chiSquared);
    assertThat(of(400, 333).p()).isCloseTo(usual, within(1e-3));
  }

  @Test
  void isSmallButNoNonsenseForManyThousands() {
    assertThat(of(9_000, 100).p()).isBetween(0.0, 1e-300);
    assertThat(of(5_000, 5_000).p()).isBetween(0.999, 1.0);
    assertThat(of(121, 44).difference()).isEqualTo(0.0077);
  }
}
