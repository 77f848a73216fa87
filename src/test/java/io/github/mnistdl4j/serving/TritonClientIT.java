package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.TritonRequest.Answer;
import org.junit.jupiter.api.Test;

/** What Triton's Java client sends and understands, with its defaults. */
class TritonClientIT {
  @Test
  void classifiesTestDigitsAsOutputDoes() throws Exception {
    ClassifiedDigits digits = ClassifiedDigits.load();
    try (InferenceServer server = ServedRun.start()) {
      Client client = new Client(server);
      for (int i = 0; i < digits.images().size(); i++) {
        TritonRequest request =
            TritonRequest.of(TritonRequest.DEFAULT, TritonRequest.floats(digits.images().get(i)));
        Answer answer = Answer.of(client.bytes(request.post(client.uri("/v2/models/mnist/infer"))));
        float[] probabilities = answer.floats(10);
        digits.requireSame(i, probabilities, answer.binary().getLong());
      }
    }
  }
}
