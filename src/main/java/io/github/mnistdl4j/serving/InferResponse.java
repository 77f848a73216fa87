package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.InferRequest.WantedOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A response of the Open Inference Protocol; its components are its members in snake case. */
record InferResponse(
    String modelName, String modelVersion, @Nullable String id, List<Output> outputs) {

  /** An output; its data are numbers or, of datatype BYTES, texts. */
  record Output(String name, String datatype, List<Integer> shape, List<?> data) {}

  /** Returns the response to a request from one prediction for each image, at least one. */
  static InferResponse of(InferRequest request, ServedModel model, List<Prediction> made) {
    List<Output> outputs = request.outputs().stream().map(wanted -> output(wanted, made)).toList();
    return new InferResponse(model.name(), model.version(), request.id().orElse(null), outputs);
  }

  private static Output output(WantedOutput wanted, List<Prediction> made) {
    return switch (wanted.name()) {
      case InferRequest.DIGIT -> each("INT64", wanted, made.stream().map(Prediction::digit));
      case InferRequest.LABEL -> each("BYTES", wanted, made.stream().map(Prediction::label));
      default -> wanted.classes() > 0 ? classification(wanted, made) : probabilities(wanted, made);
    };
  }

  private static Output each(String datatype, WantedOutput wanted, Stream<?> data) {
    List<?> all = data.toList();
    return new Output(wanted.name(), datatype, List.of(all.size()), all);
  }

  private static Output probabilities(WantedOutput wanted, List<Prediction> made) {
    List<Float> data = new ArrayList<>();
    for (Prediction prediction : made) {
      for (float probability : prediction.probabilities()) {
        data.add(probability);
      }
    }
    List<Integer> shape = List.of(made.size(), data.size() / made.size());
    return new Output(wanted.name(), "FP32", shape, data);
  }

  /** Returns the most probable classes, each as {@code VALUE:INDEX:NAME}. */
  private static Output classification(WantedOutput wanted, List<Prediction> made) {
    List<String> data =
        made.stream().flatMap(prediction -> mostProbable(prediction, wanted.classes())).toList();
    return new Output(wanted.name(), "BYTES", List.of(made.size(), wanted.classes()), data);
  }

  private static Stream<String> mostProbable(Prediction prediction, int n) {
    float[] probabilities = prediction.probabilities();
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing(k -> probabilities[k], Comparator.reverseOrder()))
        .limit(n)
        .map(k -> "%s:%d:%s".formatted(probabilities[k], k, prediction.images().name(k)));
  }
}
