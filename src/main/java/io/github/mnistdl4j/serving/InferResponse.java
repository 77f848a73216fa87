package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.ServerParts.ServedPrediction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response of the Open Inference Protocol; its components are its members in snake case. */
record InferResponse(
    String modelName, String modelVersion, @Nullable String id, List<Output> outputs) {

  record Output(String name, String datatype, List<Integer> shape, List<? extends Number> data) {}

  /** Returns the response to a request from one prediction for each image, at least one. */
  static InferResponse of(InferRequest request, List<ServedPrediction> made) {
    ServedModel model = made.get(0).model();
    List<Output> outputs =
        request.outputs().stream()
            .map(name -> name.equals(InferRequest.DIGIT) ? digits(made) : probabilities(made))
            .toList();
    return new InferResponse(model.name(), model.version(), request.id().orElse(null), outputs);
  }

  private static Output digits(List<ServedPrediction> made) {
    List<Integer> data = made.stream().map(served -> served.prediction().digit()).toList();
    return new Output(InferRequest.DIGIT, "INT64", List.of(made.size()), data);
  }

  private static Output probabilities(List<ServedPrediction> made) {
    List<Float> data = new ArrayList<>();
    for (ServedPrediction served : made) {
      for (float probability : served.prediction().probabilities()) {
        data.add(probability);
      }
    }
    List<Integer> shape = List.of(made.size(), data.size() / made.size());
    return new Output(InferRequest.PROBABILITIES, "FP32", shape, data);
  }
}
