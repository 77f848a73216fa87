package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.training.SomeDigits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Answers of which each is 3, with these probabilities, and right where the label is 3. */
  private static Answers answers(float[] probabilities, int... labels) {
    byte[] truth = new byte[labels.length];
    float[] outputs = new float[10 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      truth[i] = (byte) labels[i];
      Arrays.fill(outputs, 10 * i, 10 * i + 10, (1 - probabilities[i]) / 9);
      outputs[10 * i + 3] = probabilities[i];
    }
    return new Answers(SomeDigits.mnist(new byte[labels.length * 784], truth), outputs);
  }

  @Test
  void weighsTheDistanceOfEachBinByItsImages() {
    // 0.90 and 0.92 are in bin (13/15, 14/15], right once of twice; 0.5 in (7/15, 8/15], right
    Calibration calibration =
        Calibration.of(answers(new float[] {0.90f, 0.92f, 0.5f, 0.5f}, 3, 1, 3, 3));
    assertThat(calibration.images()).isEqualTo(4);
    assertThat(calibration.bins()).hasSize(15);
    Calibration.Bin high = calibration.bins().get(13);
    assertThat(high.images()).isEqualTo(2);
    assertThat(high.confidence()).isCloseTo(0.91, within(1e-6));
    assertThat(high.accuracy()).isEqualTo(0.5);
    assertThat(calibration.expectedError())
        .isCloseTo(0.5 * (0.91 - 0.5) + 0.5 * (1 - 0.5), within(1e-6));
  }

  @Test
  void putsCertaintyIntoTheLastBin() {
    Calibration calibration = Calibration.of(answers(new float[] {1, 0.19f, 0.21f}, 3, 3, 3));
    assertThat(calibration.bins()).extracting(Calibration.Bin::images).startsWith(0, 0, 1, 1, 0);
    assertThat(calibration.bins().get(14).images()).isEqualTo(1);
    assertThat(calibration.bins().get(14).to()).isEqualTo(1);
  }

  @Test
  void isPerfectWhereClaimsHold() {
    assertThat(Calibration.of(answers(new float[] {0.5f, 0.5f}, 3, 4)).expectedError())
        .isCloseTo(0, within(1e-7));
  }
}
