package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankScaleTest {
  @Test
  void placesValuesByRankSoThatABadOneDoesNotSqueezeTheOthers() {
    RankScale scale = new RankScale(List.of(0.07, 0.08, 0.08, 0.09, 2300.0));
    assertThat(scale.values().stream().map(scale::place))
        .containsExactly(1.0, 0.625, 0.625, 0.25, 0.0);
    assertThat(scale.marks()).containsExactly(0.07, 0.08, 0.09, 2300.0);
    assertThat(new RankScale(List.of(0.5, 0.5)).place(0.5)).isEqualTo(1);
  }
}
