package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextLinesTest {
  @Test
  void followsALineThatFalls() {
    List<TextLines> lines =
        TextLines.of(
            List.of(
                Drawn.block(100, 60, 20, 40),
                Drawn.block(0, 10, 20, 40),
                Drawn.block(50, 35, 20, 40)));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).ink()).extracting(one -> one.box().left()).containsExactly(0, 50, 100);
    assertThat(lines.get(0).height()).isEqualTo(40);
  }

  @Test
  void sortsLinesFromTopToBottom() {
    List<TextLines> lines =
        TextLines.of(
            List.of(
                Drawn.block(30, 100, 20, 40),
                Drawn.block(0, 102, 20, 40),
                Drawn.block(10, 0, 20, 40),
                Drawn.block(50, 5, 20, 35)));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).ink()).extracting(one -> one.box().left()).containsExactly(10, 50);
    assertThat(lines.get(1).ink()).extracting(one -> one.box().left()).containsExactly(0, 30);
  }

  @Test
  void joinsThePiecesOfABrokenDigit() {
    List<TextLines> lines =
        TextLines.of(
            List.of(
                Drawn.block(0, 0, 20, 40),
                Drawn.block(80, 0, 20, 40),
                Drawn.block(40, 0, 20, 17),
                Drawn.block(42, 22, 20, 18)));
    assertThat(lines.get(0).ink())
        .extracting(one -> one.box().height())
        .containsExactly(40, 40, 40);
  }
}
