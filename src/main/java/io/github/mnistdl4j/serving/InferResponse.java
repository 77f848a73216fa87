package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.NetworkConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the Open Inference Protocol; its components are its members in snake case. */
record InferResponse(
    String modelName, String modelVersion, @Nullable String id, List<Output> outputs) {

  /** One output. */
  record Output(String name, String datatype, List<Integer> shape, List<? extends Number> data) {}

  /**
   * The answer to a request.
   *
   * @param answers one for each image; at least one
   */
  static InferResponse of(InferRequest request, List<Answer> answers) {
    ServedModel model = answers.get(0).model();
    List<Output> outputs =
        request.outputs().stream()
            .map(name -> name.equals(InferRequest.DIGIT) ? digits(answers) : probabilities(answers))
            .toList();
    return new InferResponse(model.name(), model.version(), request.id().orElse(null), outputs);
  }

  private static Output digits(List<Answer> answers) {
    List<Integer> data = answers.stream().map(answer -> answer.prediction().digit()).toList();
    return new Output(InferRequest.DIGIT, "INT64", List.of(answers.size()), data);
  }

  private static Output probabilities(List<Answer> answers) {
    List<Float> data = new ArrayList<>(answers.size() * NetworkConfig.CLASSES);
    for (Answer answer : answers) {
      for (float probability : answer.prediction().probabilities()) {
        data.add(probability);
      }
    }
    return new Output(
        InferRequest.PROBABILITIES, "FP32", List.of(answers.size(), NetworkConfig.CLASSES), data);
  }
}
