package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MNIST's first test digits, and what the served network's {@code output()} says of them.
 *
 * @param images each {@code [784]} in [0, 1]
 * @param expected {@code [images, 10]}
 */
record ClassifiedDigits(List<float[]> images, INDArray expected) {
  private static final int DIGITS = 1000;
  private static final double ROUNDING = 1e-5;

  static ClassifiedDigits load() throws IOException {
    Digits digits = new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();
    List<float[]> images =
        IntStream.range(0, DIGITS).mapToObj(image -> ink(digits, image)).toList();
    MultiLayerNetwork network = MultiLayerNetwork.load(ServedRun.modelFile().toFile(), false);
    return new ClassifiedDigits(
        images, network.output(Nd4j.create(images.toArray(float[][]::new))));
  }

  private static float[] ink(Digits digits, int image) {
    float[] ink = new float[784];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (digits.pixels()[image * ink.length + i] & 0xFF) / 255f;
    }
    return ink;
  }

  /** What a client was answered must be what the network says. */
  void requireSame(int image, float[] probabilities, long digit) {
    INDArray answered = Nd4j.createFromArray(probabilities);
    INDArray row = expected.getRow(image);
    assertThat(answered.equalsWithEps(row, ROUNDING)).as("%s is %s", answered, row).isTrue();
    assertThat(digit).isEqualTo(row.argMax().getInt(0));
  }
}
