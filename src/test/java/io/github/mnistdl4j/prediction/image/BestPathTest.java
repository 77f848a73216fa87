package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BestPathTest {
  @Test
  void joinsWhatScoresMostTogether() {
    // a|bc|d: 1 + 5 + 1 is more than 4 · 1 and than what begins with ab
    BestPath.WholeScore score =
        (first, end) -> first == 1 && end == 3 ? 5 : end - first == 1 ? 1 : 2;
    assertThat(BestPath.of(4, 3, score)).isEqualTo(new BestPath.Path(List.of(1, 3, 4), 7));
  }

  @Test
  void takesNoWholeOfMoreParts() {
    assertThat(BestPath.of(4, 2, (first, end) -> end - first).ends())
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void findsNoWayThroughTheImpossible() {
    assertThat(BestPath.of(2, 1, (first, end) -> first == 1 ? Double.NEGATIVE_INFINITY : 0).ends())
        .isEmpty();
    assertThat(BestPath.of(0, 1, (first, end) -> 0).ends()).isEmpty();
  }
}
