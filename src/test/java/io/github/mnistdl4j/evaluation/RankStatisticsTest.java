package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

class RankStatisticsTest {
  @Test
  void correlatesRanksAsCommonsMathDoes() {
    Random random = new Random(1);
    double[] a = random.ints(30, 0, 5).asDoubleStream().toArray(); // with equal ones
    double[] b = random.doubles(30).toArray();
    double expected = new SpearmansCorrelation().correlation(a, b);
    assertThat(RankStatistics.correlation(a, b)).isCloseTo(expected, within(1e-12));
    assertThat(RankStatistics.correlation(new double[] {1, 2, 9}, new double[] {5, 4, -99}))
        .isEqualTo(-1);
    assertThat(RankStatistics.correlation(new double[] {1, 1}, new double[] {1, 2})).isZero();
  }

  @Test
  void explainsRanksByGroups() {
    // Ranks 1 2 | 3 4: between 4, total 5, H = 3 · 4 / 5 = 2.4; (2.4 − 2 + 1) / (4 − 2) = 0.7.
    List<String> groups = List.of("a", "a", "b", "b");
    assertThat(RankStatistics.explained(groups, new double[] {0.1, 0.2, 7, 8}))
        .isCloseTo(0.7, within(1e-12));
    assertThat(RankStatistics.explained(groups, new double[] {1, 4, 2, 3})).isZero();
    assertThat(RankStatistics.explained(List.of("a", "a"), new double[] {1, 2})).isZero();
  }
}
