package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Floats;
import io.github.mnistdl4j.serving.OpenInferenceClient.InferenceResponse;
import io.github.mnistdl4j.serving.OpenInferenceClient.Metadata;
import io.github.mnistdl4j.serving.OpenInferenceClient.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A client that knows the protocol's description and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenInferenceClientIT {
  private static final String VERSION = "a";

  private final InferenceServer server = ServedRun.start();
  private final OpenInferenceClient client = new OpenInferenceClient(new Client(server));

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void learnsWhatItNeedsToAsk() throws Exception {
    assertThat(client.server().name()).isEqualTo("mnist-dl4j");
    Metadata metadata = client.metadata(ServedRun.MODEL, VERSION);
    assertThat(metadata.name()).isEqualTo(ServedRun.MODEL);
    assertThat(metadata.versions()).containsExactly(VERSION);
    assertThat(metadata.inputs()).extracting("name").containsExactly("input");
    assertThat(metadata.inputs().get(0).shape()).containsExactly(-1L, 784L);
    assertThat(metadata.outputs())
        .extracting("name")
        .containsExactly("probabilities", "digit", "label");
  }

  @Test
  void classifiesTestDigitsAsOutputDoes() throws Exception {
    ClassifiedDigits digits = ClassifiedDigits.load();
    for (int i = 0; i < digits.images().size(); i++) {
      List<Float> ink = Floats.asList(digits.images().get(i));
      boolean nested = i % 2 == 1; // the protocol has both
      Tensor input = new Tensor("input", List.of(1L, 784L), "FP32", nested ? List.of(ink) : ink);
      InferenceResponse response = client.infer(ServedRun.MODEL, VERSION, input);
      Tensor probabilities = response.output("probabilities");
      assertThat(probabilities.shape()).containsExactly(1L, 10L);
      float[] values = new float[10];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) probabilities.number(k);
      }
      digits.requireSame(i, values, Math.round(response.output("digit").number(0)));
    }
  }
}
