package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionRuleTest {
  private static final DatasetInfo TWO =
      new DatasetInfo(4, 4, List.of("0", "1"), Preparation.DIGITS);
  private static final DatasetInfo WITH_NONE =
      new DatasetInfo(4, 4, List.of("0", "1", "none"), Preparation.DIGITS);

  private static Answers outputs(DatasetInfo info, float... outputs) {
    int n = outputs.length / info.classes().size();
    return new Answers(new Digits(info, new byte[n * 16], new int[n]), outputs);
  }

  @Test
  void scoresOutputs() {
    float ln3 = (float) Math.log(3);
    assertThat(RejectionScore.MAX_PROBABILITY.of(new float[] {0, ln3}, 2))
        .isEqualTo(0.75, within(1e-6));
    assertThat(RejectionScore.ENERGY.of(new float[] {0, ln3}, 2))
        .isEqualTo(Math.log(4), within(1e-6));
    assertThat(RejectionScore.NONE.of(new float[] {0, ln3, 1}, 2))
        .isEqualTo(Math.log(4) - 1, within(1e-6));
    assertThat(RejectionScore.MAX_PROBABILITY.of(new float[] {0, ln3, ln3}, 2))
        .isEqualTo(3 / 7.0, within(1e-6));
    assertThat(RejectionScore.ENERGY.of(new float[] {1000, -1000}, 2)).isEqualTo(1000);
  }

  @Test
  void takesTheScoreThatTellsBetter() {
    // probabilities 1/2 everywhere, energies apart
    Answers digits = outputs(TWO, 5, 5, 6, 6, 7, 7, 8, 8);
    RejectionRule energy = RejectionRule.of(digits, outputs(TWO, 1, 1, 5.5f, 5.5f), 0.25);
    assertThat(energy.score()).isEqualTo(RejectionScore.ENERGY);
    assertThat(energy.threshold()).isEqualTo(6 + Math.log(2), within(1e-6));
    assertThat(energy.digitsRefused()).isEqualTo(0.25);
    assertThat(energy.nonDigitsRefused()).isEqualTo(1);
    assertThat(energy.refuses(new float[] {5, 5}, 2)).isTrue();
    assertThat(energy.refuses(new float[] {6, 6}, 2)).isFalse();

    // energies alike, probabilities apart
    RejectionRule likeliest =
        RejectionRule.of(outputs(TWO, 9, 0, 0, 9), outputs(TWO, 9, 9, 20, 19), 0.5);
    assertThat(likeliest.score()).isEqualTo(RejectionScore.MAX_PROBABILITY);
  }

  @Test
  void asksTheClassNoneWhereThereIsOne() {
    Answers digits = outputs(WITH_NONE, 9, 0, 1, 8, 8, 0);
    Answers others = outputs(WITH_NONE, 9, 0, 9.5f, 8, 8, 9);
    RejectionRule rule = RejectionRule.of(digits, others, 0.01);
    assertThat(rule.score()).isEqualTo(RejectionScore.NONE);
    assertThat(rule.digitsRefused()).isZero();
    assertThat(rule.nonDigitsRefused()).isEqualTo(1);
    assertThat(rule.inWords()).isEqualTo("0.0 % of digits, 100.0 % of generated non-digits");
  }

  @Test
  void cannotBeAppliedWithoutANumber() {
    assertThat(new RejectionRule(RejectionScore.ENERGY, 1, 0, 0).isUsable()).isTrue();
    assertThat(new RejectionRule(RejectionScore.ENERGY, Double.NaN, 0, 0).isUsable()).isFalse();
  }
}
