package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * A client as the protocol's own description has it (open_inference_rest.yaml of
 * kserve/open-inference-protocol): its paths, which always name a version, and the members of its
 * schemas that are required. What it leaves to the client is left out.
 */
record OpenInferenceClient(Client http) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  /** Schema metadata_server_response. */
  record ServerMetadata(String name, String version, List<String> extensions) {}

  /** Schema metadata_model_response. */
  record Metadata(
      String name,
      List<String> versions,
      String platform,
      List<MetadataTensor> inputs,
      List<MetadataTensor> outputs) {}

  /** Schema metadata_tensor. */
  record MetadataTensor(String name, String datatype, List<Long> shape) {}

  /** Schema inference_request. */
  record InferenceRequest(List<Tensor> inputs) {}

  /** Schema inference_response. */
  record InferenceResponse(String modelName, String modelVersion, List<Tensor> outputs) {
    Tensor output(String name) {
      return outputs.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
    }
  }

  /** Schemas request_input and response_output; data are numbers, strings or lists of them. */
  record Tensor(String name, List<Long> shape, String datatype, List<?> data) {
    double number(int index) {
      return ((Number) data.get(index)).doubleValue();
    }
  }

  private static <T> T read(HttpResponse<String> response, Class<T> type) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return GSON.fromJson(response.body(), type);
  }

  ServerMetadata server() throws Exception {
    return read(http.get("/v2/"), ServerMetadata.class);
  }

  Metadata metadata(String model, String version) throws Exception {
    return read(http.get("/v2/models/%s/versions/%s".formatted(model, version)), Metadata.class);
  }

  InferenceResponse infer(String model, String version, Tensor input) throws Exception {
    String json = GSON.toJson(new InferenceRequest(List.of(input)));
    return read(
        http.send(
            http.to("/v2/models/%s/versions/%s/infer".formatted(model, version))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(json))),
        InferenceResponse.class);
  }
}
