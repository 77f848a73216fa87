package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.network.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.apache.commons.codec.digest.DigestUtils;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
  @TempDir private Path folder;

  @Test
  void theHashIsThatOfTheEndOfTheModelsOwnFile() throws IOException {
    MultiLayerNetwork network = Networks.create(SmallDigits.runConfig(), DatasetInfo.MNIST);
    Path file = folder.resolve("model.zip");
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] all = zip.getInputStream(zip.getEntry("coefficients.bin")).readAllBytes();
      int bytes = Math.toIntExact(network.numParams() * Float.BYTES);
      byte[] numbers = Arrays.copyOfRange(all, all.length - bytes, all.length);
      assertThat(Parameters.sha256(network)).isEqualTo(DigestUtils.sha256Hex(numbers)).hasSize(64);
    }
  }

  @Test
  void findsTheLargestDifferenceAndTheSmallestChange() {
    MultiLayerNetwork one = Networks.create(SmallDigits.runConfig(), DatasetInfo.MNIST);
    MultiLayerNetwork other = one.clone();
    assertThat(Parameters.largestDifference(one, other)).isZero();
    other.params().putScalar(5, one.params().getFloat(5) + 0.25f);
    other.params().putScalar(7, one.params().getFloat(7) - 0.5f);
    assertThat(Parameters.largestDifference(one, other)).isBetween(0.4999, 0.5001);

    MultiLayerNetwork negativeZero = one.clone();
    one.params().putScalar(3, 0f);
    negativeZero.params().putScalar(3, -0f);
    assertThat(Parameters.largestDifference(one, negativeZero)).isZero();
    assertThat(Parameters.sha256(one)).isNotEqualTo(Parameters.sha256(negativeZero));
  }
}
