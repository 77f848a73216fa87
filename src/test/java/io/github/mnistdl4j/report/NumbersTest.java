package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1, 100.00 %",
    "0.99996, > 99.99 %",
    "0.9998, 99.98 %",
    "0, 0.00 %",
    "0.00004, < 0.01 %"
  })
  void neverRoundsAProbabilityToAllOrNothing(double p, String text) {
    assertThat(Numbers.probability(p)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0634334, 0.0634", "0, 0.0000", "0.0000123, 1.230e-05", "1e30, 1.000e+30"})
  void showsLossesOfAnySize(double loss, String text) {
    assertThat(Numbers.decimal(loss)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"3.714, 3.71 s", "125, 2 min 5 s", "3725, 1 h 2 min", "0, 0.00 s"})
  void showsTimesOfAnyLength(double seconds, String text) {
    assertThat(Numbers.seconds(seconds)).isEqualTo(text);
  }

  @Test
  void hasTheSameSignsEverywhere() {
    assertThat(Numbers.points(0.009)).isEqualTo("+0.90");
    assertThat(Numbers.points(-0.0326)).isEqualTo("−3.26");
    assertThat(Numbers.count(407_050)).isEqualTo("407,050");
  }

  @ParameterizedTest
  @CsvSource({"12, 12.0", "430.26, 430.3", "-0.04, 0.0", "-0.26, -0.3", "-17.5, -17.5"})
  void roundsCoordinatesToTenths(double x, String text) {
    assertThat(Numbers.coordinate(x)).isEqualTo(text);
  }
}
