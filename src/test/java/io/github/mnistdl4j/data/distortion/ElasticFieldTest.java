package io.github.mnistdl4j.data.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticFieldTest {
  private static final int FIELDS = 2000;
  private static final int SIDE = 28;

  /** A Gaussian-blurred field's displacements d pixels apart correlate by exp(−d² / 4σ²). */
  @ParameterizedTest
  @CsvSource({"34, 4", "8, 1", "38, 6", "100, 20"})
  void isAsStrongAndAsSmoothAsInThePaper(double alpha, double sigma) {
    ElasticField elastic = new ElasticField(SIDE, SIDE, alpha, sigma);
    Draws draws = new Draws();
    draws.begin(7, 1, 1);
    double square = 0;
    double near = 0;
    for (int i = 0; i < FIELDS; i++) {
      float[] field = new float[SIDE * SIDE];
      elastic.addTo(field, draws);
      for (int x = 0; x < SIDE - 2; x++) {
        square += field[14 * SIDE + x] * field[14 * SIDE + x];
        near += field[14 * SIDE + x] * field[14 * SIDE + x + 2];
      }
    }
    double deviation = Math.sqrt(square / FIELDS / (SIDE - 2));
    double expected = alpha / (2 * Math.sqrt(3 * Math.PI) * sigma);
    assertThat(deviation / expected).isCloseTo(1, Offset.offset(0.06));
    assertThat(near / square).isCloseTo(Math.exp(-1 / sigma / sigma), Offset.offset(0.06));
  }
}
