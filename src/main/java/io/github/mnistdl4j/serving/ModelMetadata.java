package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients of the Open Inference Protocol ask about a model. */
record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<Tensor> inputs,
    List<Tensor> outputs) {
  /** The framework and its file format, in the protocol's form {@code <project>_<format>}. */
  static final String PLATFORM = "deeplearning4j_zip";

  private static final int ANY = -1;

  /** One input or output; -1 is any size. */
  record Tensor(
      String name, String datatype, List<Integer> shape, @Nullable TensorParameters parameters) {
    Tensor(String name, String datatype, List<Integer> shape) {
      this(name, datatype, shape, null);
    }
  }

  /**
   * A tensor's parameters, which the protocol leaves to the server.
   *
   * @param height number of rows, of an input
   * @param width pixels per row, of an input
   * @param labels the classes' names in the order of the numbers, of an output
   */
  record TensorParameters(
      @Nullable Integer height, @Nullable Integer width, @Nullable List<String> labels) {}

  static ModelMetadata of(ServedModel model) {
    DatasetInfo images = model.predictor().images();
    return new ModelMetadata(
        model.name(),
        List.of(model.version()),
        PLATFORM,
        List.of(
            new Tensor(
                InputTensor.NAME,
                "FP32",
                List.of(ANY, images.pixels()),
                new TensorParameters(images.height(), images.width(), null))),
        List.of(
            new Tensor(
                RequestedOutput.PROBABILITIES,
                "FP32",
                List.of(ANY, images.classes().size()),
                new TensorParameters(null, null, images.classes())),
            new Tensor(RequestedOutput.DIGIT, "INT64", List.of(ANY)),
            new Tensor(RequestedOutput.LABEL, "BYTES", List.of(ANY))));
  }
}
