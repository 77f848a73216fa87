package io.github.mnistdl4j.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DomainTest {
  private static final double LAST = Math.nextDown(1.0);

  @Test
  void aListsValuesAreEquallyLikely() {
    Domain list =
        new Domain.Choice(List.of(64, "adam", Map.of("name", "sgd", "learning-rate", 0.01)));
    assertThat(List.of(list.at(0), list.at(0.34), list.at(LAST)))
        .containsExactly("64", "adam", list.values().get(2));
    assertThat(list.values().get(2))
        .isIn("{name: sgd, learning-rate: 0.01}", "{learning-rate: 0.01, name: sgd}");
    assertThat(list.values().stream().map(list::place)).containsExactly(0.0, 0.5, 1.0);
  }

  @Test
  void theOnlyValueLiesInTheMiddle() {
    assertThat(new Domain.Choice(List.of(true)).place("true")).isEqualTo(0.5);
  }

  @Test
  void realNumbersHaveFourDigits() {
    Domain uniform = new Domain.Uniform(-1, 1);
    assertThat(List.of(uniform.at(0), uniform.at(0.61728395), uniform.at(LAST)))
        .containsExactly("-1.0", "0.2346", "1.0");
    assertThat(uniform.place("0.5")).isEqualTo(0.75);
    assertThat(uniform.values()).isEmpty();
  }

  @Test
  void logarithmsAreEquallyLikely() {
    Domain logarithmic = new Domain.LogUniform(0.0001, 0.01);
    assertThat(List.of(logarithmic.at(0), logarithmic.at(0.5), logarithmic.at(LAST)))
        .containsExactly("0.0001", "0.001", "0.01");
    assertThat(logarithmic.place("0.001")).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void wholeNumbersEndWithTheLastStep() {
    Domain whole = new Domain.IntUniform(32, 100, 32);
    assertThat(whole.values()).containsExactly("32", "64", "96");
    assertThat(List.of(whole.at(0), whole.at(0.34), whole.at(LAST)))
        .containsExactly("32", "64", "96");
    assertThat(whole.place("66")).isEqualTo(0.5);
  }
}
