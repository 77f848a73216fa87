package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CutsTest {
  private static Fragment fragment(String... rows) {
    return Fragment.of(Drawn.mask(rows), 10, 20);
  }

  @Test
  void cutsWhereStrokesTouch() {
    List<Cuts.Slice> parts =
        Cuts.of(
            fragment(
                "##......##", "##......##", "##......##", "##########", "##......##", "##......##"),
            6,
            1);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).crossed()).isZero();
    assertThat(parts.get(1).crossed()).isEqualTo(1);
    assertThat(parts.get(0).ink().box().left()).isEqualTo(10);
    assertThat(parts.get(1).ink().box().right()).isEqualTo(20);
    assertThat(parts.get(0).ink().pixels() + parts.get(1).ink().pixels()).isEqualTo(30);
  }

  @Test
  void followsTheGapBetweenSlantedStrokes() {
    List<Cuts.Slice> parts =
        Cuts.of(
            fragment(
                "....##....##",
                "....##....##",
                "...##....##.",
                "..##....##..",
                ".##....##...",
                "##.....##..."),
            6,
            1);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).crossed()).isZero();
    assertThat(parts.get(0).ink().pixels()).isEqualTo(12);
  }

  @Test
  void leavesAloneWhatMayNotBeCut() {
    assertThat(Cuts.of(fragment("####", "####"), 2, 0)).hasSize(1);
  }
}
