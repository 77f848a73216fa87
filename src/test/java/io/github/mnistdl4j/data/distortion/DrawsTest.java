package io.github.mnistdl4j.data.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int N = 100_000;

  @Test
  void areDistributedAsTheirNamesSay() {
    assertThat(moments(Draws::even)).containsExactly(new double[] {0, 1 / 3.0}, offset());
    assertThat(moments(Draws::share)).containsExactly(new double[] {0.5, 1 / 3.0}, offset());
    assertThat(moments(Draws::normal)).containsExactly(new double[] {0, 1}, offset());
  }

  private static Offset<Double> offset() {
    return Offset.offset(0.02);
  }

  /** The mean and the mean square. */
  private static double[] moments(ToDoubleFunction<Draws> draw) {
    Draws draws = new Draws();
    draws.begin(1234, 1, 0);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < N; i++) {
      double drawn = draw.applyAsDouble(draws);
      assertThat(drawn).isBetween(-3.5, 3.5);
      sum += drawn;
      squares += drawn * drawn;
    }
    return new double[] {sum / N, squares / N};
  }

  @Test
  void differForEverySeedEpochAndImage() {
    Set<Float> firsts = new HashSet<>();
    Draws draws = new Draws();
    for (int seed = 0; seed < 10; seed++) {
      for (int epoch = 1; epoch <= 10; epoch++) {
        for (int image = 0; image < 10; image++) {
          draws.begin(seed, epoch, image);
          firsts.add(draws.even());
        }
      }
    }
    assertThat(firsts).hasSizeGreaterThan(997); // of 2²⁴ values, so two may be the same
  }

  /** Computed by a second implementation in Python; other numbers would be another training. */
  @Test
  void areTheSameEverywhere() {
    Draws draws = new Draws();
    draws.begin(1234, 1, 0);
    assertThat(draws.share()).isEqualTo(0.4471441f);
    assertThat(draws.normal()).isEqualTo(0.5050846f);
  }
}
