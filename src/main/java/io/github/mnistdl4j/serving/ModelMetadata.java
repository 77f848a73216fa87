package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
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
    DatasetInfo images = model.predictor().images();
    return new ModelMetadata(
        model.name(),
        List.of(model.version()),
        "deeplearning4j",
        List.of(new Tensor(InputTensor.NAME, "FP32", List.of(ANY, images.pixels()))),
        List.of(
            new Tensor(InferRequest.PROBABILITIES, "FP32", List.of(ANY, images.classes().size())),
            new Tensor(InferRequest.DIGIT, "INT64", List.of(ANY))));
  }
}
