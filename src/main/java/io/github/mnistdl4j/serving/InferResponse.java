package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.NetworkConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response of the Open Inference Protocol; its components are its members in snake case. */
record InferResponse(
    String modelName, String modelVersion, @Nullable String id, List<Output> outputs) {

  /** One output. */
  record Output(String name, String datatype, List<Integer> shape, List<? extends Number> data) {}

  /**
   * Returns the response to a request.
   *
   * @param predictions one for each image; at least one
   */
  static InferResponse of(InferRequest request, List<ServedPrediction> predictions) {
    ServedModel model = predictions.get(0).model();
    List<Output> outputs =
        request.outputs().stream()
            .map(
                name ->
                    name.equals(InferRequest.DIGIT)
                        ? digits(predictions)
                        : probabilities(predictions))
            .toList();
    return new InferResponse(model.name(), model.version(), request.id().orElse(null), outputs);
  }

  private static Output digits(List<ServedPrediction> predictions) {
    List<Integer> data = predictions.stream().map(made -> made.prediction().digit()).toList();
    return new Output(InferRequest.DIGIT, "INT64", List.of(predictions.size()), data);
  }

  private static Output probabilities(List<ServedPrediction> predictions) {
    List<Float> data = new ArrayList<>(predictions.size() * NetworkConfig.CLASSES);
    for (ServedPrediction made : predictions) {
      for (float probability : made.prediction().probabilities()) {
        data.add(probability);
      }
    }
    return new Output(
        InferRequest.PROBABILITIES,
        "FP32",
        List.of(predictions.size(), NetworkConfig.CLASSES),
        data);
  }
}
