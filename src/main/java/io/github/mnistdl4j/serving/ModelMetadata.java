package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.NetworkConfig;
import java.util.List;

/** What clients of the Open Inference Protocol ask about a model. */
record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<Tensor> inputs,
    List<Tensor> outputs) {
  private static final int ANY = -1;

  /** One input or output; -1 is any size. */
  record Tensor(String name, String datatype, List<Integer> shape) {}

  static ModelMetadata of(ServedModel model) {
    return new ModelMetadata(
        model.name(),
        List.of(model.version()),
        "deeplearning4j",
        List.of(new Tensor(InputTensor.NAME, "FP32", List.of(ANY, NetworkConfig.INPUTS))),
        List.of(
            new Tensor(InferRequest.PROBABILITIES, "FP32", List.of(ANY, NetworkConfig.CLASSES)),
            new Tensor(InferRequest.DIGIT, "INT64", List.of(ANY))));
  }
}
