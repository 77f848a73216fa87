package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  private static List<String> texts(Axis axis) {
    return axis.marks().stream().map(axis::text).toList();
  }

  @Test
  void marksRoundNumbersAroundTheData() {
    assertThat(texts(Axis.covering(0, 0.2524, 5))).containsExactly("0.0", "0.1", "0.2", "0.3");
    assertThat(texts(Axis.covering(92.69, 98.89, 5)))
        .containsExactly("92", "94", "96", "98", "100");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "0, 1e30", "0, 1e-12", "97.5, 97.5", "0.1, 0.10001"})
  void hasRoomForAnyNumbersAndFewMarks(double least, double greatest) {
    Axis axis = Axis.covering(least, greatest, 5);
    assertThat(axis.low()).isLessThanOrEqualTo(least + 1e-12);
    assertThat(axis.high()).isGreaterThanOrEqualTo(greatest - 1e-12).isGreaterThan(axis.low());
    assertThat(axis.marks()).hasSizeBetween(2, 8);
    assertThat(texts(axis)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "0.07, 0.3, 0.05 0.1 0.2 0.5",
    "0.02, 2.3, 0.02 0.05 0.1 0.2 0.5 1 2 5",
    "0.1, 0.1, 0.1 0.2",
    "2, 2, 2 5",
    "1e-7, 100, 0.000001 0.0001 0.01 1 100",
  })
  void marksPowersOfTenAndNumbersBetweenThem(double least, double greatest, String marks) {
    Axis axis = Axis.logarithmic(least, greatest);
    assertThat(String.join(" ", texts(axis))).isEqualTo(marks);
    assertThat(axis.position(least)).isBetween(-1e-9, 1.0);
    assertThat(axis.position(greatest)).isBetween(0.0, 1 + 1e-9);
  }

  @Test
  void marksWholeEpochsOnly() {
    assertThat(texts(Axis.counting(1, 5))).containsExactly("1", "2", "3", "4", "5");
    assertThat(texts(Axis.counting(1, 100))).containsExactly("20", "40", "60", "80", "100");
    assertThat(texts(Axis.counting(1, 2))).containsExactly("1", "2");
  }

  @Test
  void putsASingleEpochInTheMiddle() {
    assertThat(Axis.counting(1, 1).position(1)).isEqualTo(0.5);
  }
}
