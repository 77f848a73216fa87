package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;

class WilsonIntervalTest {
  @Test
  void agreesWithCommonsMath() {
    for (int[] right : new int[][] {{0, 10}, {5, 10}, {10, 10}, {9_811, 10_000}, {1, 1}}) {
      ConfidenceInterval theirs =
          new WilsonScoreInterval().createInterval(right[1], right[0], 0.95);
      WilsonInterval ours = WilsonInterval.of(right[0] / (double) right[1], right[1]);
      assertThat(ours.low()).isCloseTo(theirs.getLowerBound(), within(1e-9));
      assertThat(ours.high()).isCloseTo(theirs.getUpperBound(), within(1e-9));
    }
  }
}
