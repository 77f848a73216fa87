package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowDigitsTest {
  /** Sees digits in ink that is about half as wide as high. */
  private static double halfAsWide(Fragment ink) {
    return -20 * Math.abs(0.5 - (double) ink.box().width() / ink.box().height());
  }

  private static List<Integer> lefts(Fragment... ink) {
    return RowDigits.of(new TextLines(40, List.of(ink)), RowDigitsTest::halfAsWide)
        .digits()
        .stream()
        .map(digit -> digit.ink().box().left())
        .toList();
  }

  @Test
  void cutsTouchingDigits() {
    Fragment touching =
        Drawn.block(0, 0, 24, 40).with(Drawn.block(25, 0, 24, 40)).with(Drawn.block(24, 20, 1, 3));
    assertThat(lefts(touching)).hasSize(2);
  }

  /** As those of a binder: one above the other they would be as high as a digit. */
  @Test
  void makesNoDigitOfHoles() {
    assertThat(
            lefts(
                Drawn.block(0, 0, 12, 12), Drawn.block(0, 28, 12, 12), Drawn.block(50, 0, 20, 40)))
        .containsExactly(50);
  }

  @Test
  void keepsTheBarOfAFiveWithIt() {
    assertThat(
            lefts(Drawn.block(0, 4, 16, 36), Drawn.block(17, 0, 8, 5), Drawn.block(50, 0, 20, 40)))
        .containsExactly(0, 50);
  }

  @Test
  void marksGaps() {
    TextLines line =
        new TextLines(
            40,
            List.of(
                Drawn.block(0, 0, 20, 40),
                Drawn.block(32, 20, 16, 4),
                Drawn.block(60, 0, 20, 40),
                Drawn.block(90, 0, 20, 40)));
    assertThat(RowDigits.of(line, RowDigitsTest::halfAsWide).digits())
        .extracting(RowDigits.RowDigit::afterGap)
        .containsExactly(false, true, false);
  }
}
