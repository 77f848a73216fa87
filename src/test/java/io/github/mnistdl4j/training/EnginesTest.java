package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesTest {
  /** Images of which every so many pixels have ink. */
  private static Digits inked(int every) {
    byte[] pixels = new byte[50 * 784];
    for (int i = 0; i < pixels.length; i += every) {
      pixels[i] = (byte) (1 + i % 255);
    }
    return new Digits(DatasetInfo.MNIST, pixels, new int[50]);
  }

  @ParameterizedTest
  @CsvSource({
    "5, runtime.first-layer=auto, SPARSE",
    "2, runtime.first-layer=auto, DENSE",
    "2, runtime.first-layer=sparse, SPARSE",
    "5, runtime.first-layer=dense, DENSE",
    "5, training.engine=dl4j, DENSE",
    "5, network.layers.0.units=10, DENSE",
    "5, training.augmentation.probability=1, DENSE", // smears such images all over
    "5, training.augmentation.probability=0, SPARSE"
  })
  void choosesByImagesAndNetwork(int every, String setting, FirstLayer expected) {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of(setting));
    assertThat(Engines.firstLayer(config, inked(every))).isEqualTo(expected);
  }
}
