package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.serving.TritonRequest.Answer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What Triton's Java client sends and understands, with its defaults. */
class TritonClientIT {
  private static final int DIGITS = 1000;
  private static final double ROUNDING = 1e-5;

  private static float[] ink(Digits digits, int image) {
    float[] ink = new float[784];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (digits.pixels()[image * ink.length + i] & 0xFF) / 255f;
    }
    return ink;
  }

  @Test
  void classifiesTestDigitsAsOutputDoes() throws Exception {
    Digits digits = new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();
    float[][] images = new float[DIGITS][];
    for (int i = 0; i < DIGITS; i++) {
      images[i] = ink(digits, i);
    }
    MultiLayerNetwork network = MultiLayerNetwork.load(ServedRun.modelFile().toFile(), false);
    INDArray expected = network.output(Nd4j.create(images));
    try (InferenceServer server = ServedRun.start()) {
      Client client = new Client(server);
      for (int i = 0; i < DIGITS; i++) {
        requireSame(client, images[i], expected.getRow(i));
      }
    }
  }

  private static void requireSame(Client client, float[] image, INDArray expected)
      throws Exception {
    TritonRequest request = TritonRequest.of(TritonRequest.DEFAULT, TritonRequest.floats(image));
    Answer answer = Answer.of(client.bytes(request.post(client.uri("/v2/models/mnist/infer"))));
    INDArray probabilities = Nd4j.createFromArray(answer.floats(10));
    assertThat(probabilities.equalsWithEps(expected, ROUNDING))
        .as("%s is %s", probabilities, expected)
        .isTrue();
    assertThat(answer.binary().getLong()).isEqualTo(expected.argMax().getInt(0));
  }
}
