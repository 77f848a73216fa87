package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;
import java.util.Map;

/**
 * What Triton's clients ask about a model's configuration. The components are the members of the
 * JSON.
 *
 * @param platform as in {@link ModelMetadata}
 * @param backend empty: Triton has none for such models
 * @param maxBatchSize images that any request may have; shapes leave out that dimension
 */
record ModelConfiguration(
    String name,
    String platform,
    String backend,
    Map<String, ?> versionPolicy,
    int maxBatchSize,
    List<Map<String, ?>> input,
    List<Map<String, ?>> output) {
  private static final String NAME = "name";
  private static final String TYPE = "data_type";
  private static final String SIZES = "dims";
  private static final List<Integer> ONE = List.of(1);

  /** A tensor without dimensions has one of size 1 in Triton's form, which is then taken away. */
  private static final Map<String, ?> NONE = Map.of("shape", List.of());

  static ModelConfiguration of(ServedModel model, int maxBatch) {
    DatasetInfo images = model.predictor().images();
    return new ModelConfiguration(
        model.name(),
        ModelMetadata.PLATFORM,
        "",
        Map.of("specific", Map.of("versions", List.of(model.version()))),
        maxBatch,
        List.of(tensor(InputTensor.NAME, "TYPE_FP32", images.pixels())),
        List.of(
            tensor(RequestedOutput.PROBABILITIES, "TYPE_FP32", images.classes().size()),
            number(RequestedOutput.DIGIT, "TYPE_INT64"),
            number(RequestedOutput.LABEL, "TYPE_STRING")));
  }

  private static Map<String, ?> tensor(String name, String type, int size) {
    return Map.of(NAME, name, TYPE, type, SIZES, List.of(size));
  }

  private static Map<String, ?> number(String name, String type) {
    return Map.of(NAME, name, TYPE, type, SIZES, ONE, "reshape", NONE);
  }
}
