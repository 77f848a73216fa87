package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class TemperatureTest {
  private static final int CLASSES = 10;

  /** Answers with two scores, 4 and 0, of which the larger is right three times in four. */
  private static Answers confident() {
    float[] outputs = new float[4 * CLASSES];
    for (int image = 0; image < 4; image++) {
      for (int k = 0; k < CLASSES; k++) {
        outputs[image * CLASSES + k] = k == 0 ? 4 : k == 1 ? 0 : -1000;
      }
    }
    return new Answers(
        new Digits(DatasetInfo.MNIST, new byte[4 * 784], new int[] {0, 0, 0, 1}), outputs);
  }

  @Test
  void isWhereClaimsAreTrue() {
    double value = Temperature.of(confident()).value(); // e^(4/T) = 3
    assertThat(value).isCloseTo(4 / Math.log(3), within(1e-5));
  }

  @Test
  void endsWhereNothingIsWrong() {
    Answers scores = confident();
    Answers right = new Answers(scores.digits().slice(0, 1), scores.outputs(0));
    assertThat(Temperature.of(right).value()).isCloseTo(0.25, within(1e-5));
    assertThat(new Temperature(Double.NaN).isUsable()).isFalse();
    assertThat(new Temperature(21).isUsable()).isFalse();
  }

  @Test
  void changesProbabilitiesButNoAnswer() {
    RunConfig config =
        ConfigLoader.parse(
            RunConfig.class,
            "",
            "test",
            List.of("network.layers=[{units: 9, activation: relu}, {activation: softmax}]"));
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    Digits digits = SomeDigits.of(50, 1);
    Answers before = Answers.of(network, digits, 1);
    Temperature temperature = new Temperature(1.7);
    Answers after = Answers.of(temperature.appliedTo(network), digits, 1);
    Answers back = temperature.takenFrom(after);
    assertThat(Answers.of(network, digits, 1).outputs(3)).containsExactly(before.outputs(3));
    for (int image = 0; image < digits.size(); image++) {
      assertThat(after.predicted(image)).isEqualTo(before.predicted(image));
      assertThat(after.confidence(image)).isLessThan(before.confidence(image));
      for (int k = 0; k < CLASSES; k++) {
        assertThat(back.output(image, k)).isCloseTo(before.output(image, k), within(1e-5f));
      }
    }
    assertThat(temperature.inWords(after))
        .startsWith("Calibrated at temperature 1.700: expected calibration error ");
  }
}
