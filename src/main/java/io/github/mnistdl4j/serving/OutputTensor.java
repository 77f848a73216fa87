package io.github.mnistdl4j.serving;

import com.google.gson.stream.JsonWriter;
import io.github.mnistdl4j.prediction.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An output of a response.
 *
 * @param binarySize how many of the bytes after the JSON are its own; null if its data are there
 * @param data numbers or, of datatype BYTES, texts; null if they are after the JSON
 */
record OutputTensor(
    String name,
    String datatype,
    List<Integer> shape,
    @Nullable Integer binarySize,
    @Nullable List<?> data) {

  /**
   * Returns an output of one prediction for each image, at least one.
   *
   * @param binary takes the data if it is to be binary
   */
  static OutputTensor of(WantedOutput wanted, List<Prediction> made, ByteArrayOutputStream binary) {
    boolean named = wanted.classes() > 0;
    return switch (wanted.name()) {
      case RequestedOutput.DIGIT -> digits(wanted, made, binary);
      case RequestedOutput.LABEL ->
          texts(wanted, List.of(made.size()), made.stream().map(Prediction::label), binary);
      default -> named ? classification(wanted, made, binary) : probabilities(wanted, made, binary);
    };
  }

  private static OutputTensor digits(
      WantedOutput wanted, List<Prediction> made, ByteArrayOutputStream binary) {
    List<Integer> shape = List.of(made.size());
    if (!wanted.binary()) {
      List<Integer> digits = made.stream().map(Prediction::digit).toList();
      return new OutputTensor(wanted.name(), "INT64", shape, null, digits);
    }
    ByteBuffer bytes = ByteBuffer.allocate(made.size() * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    made.forEach(prediction -> bytes.putLong(prediction.digit()));
    return binary(wanted, "INT64", shape, bytes.array(), binary);
  }

  private static OutputTensor probabilities(
      WantedOutput wanted, List<Prediction> made, ByteArrayOutputStream binary) {
    List<float[]> rows = made.stream().map(Prediction::probabilities).toList();
    List<Integer> shape = List.of(rows.size(), rows.get(0).length);
    if (wanted.binary()) {
      return binary(wanted, "FP32", shape, BinaryData.floats(rows), binary);
    }
    List<Float> data = new ArrayList<>();
    for (float[] row : rows) {
      for (float probability : row) {
        data.add(probability);
      }
    }
    return new OutputTensor(wanted.name(), "FP32", shape, null, data);
  }

  /** Returns the most probable classes, each as {@code VALUE:INDEX:NAME}. */
  private static OutputTensor classification(
      WantedOutput wanted, List<Prediction> made, ByteArrayOutputStream binary) {
    return texts(
        wanted,
        List.of(made.size(), wanted.classes()),
        made.stream().flatMap(prediction -> mostProbable(prediction, wanted.classes())),
        binary);
  }

  private static Stream<String> mostProbable(Prediction prediction, int n) {
    float[] probabilities = prediction.probabilities();
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing(k -> probabilities[k], Comparator.reverseOrder()))
        .limit(n)
        .map(k -> "%s:%d:%s".formatted(probabilities[k], k, prediction.images().name(k)));
  }

  private static OutputTensor texts(
      WantedOutput wanted,
      List<Integer> shape,
      Stream<String> texts,
      ByteArrayOutputStream binary) {
    List<String> data = texts.toList();
    return wanted.binary()
        ? binary(wanted, "BYTES", shape, BinaryData.texts(data), binary)
        : new OutputTensor(wanted.name(), "BYTES", shape, null, data);
  }

  private static OutputTensor binary(
      WantedOutput wanted,
      String datatype,
      List<Integer> shape,
      byte[] bytes,
      ByteArrayOutputStream binary) {
    binary.writeBytes(bytes);
    return new OutputTensor(wanted.name(), datatype, shape, bytes.length, null);
  }

  /** Writes it as an object of the response. */
  void writeTo(JsonWriter json) throws IOException {
    json.beginObject();
    json.name("name").value(name);
    json.name("datatype").value(datatype);
    json.name("shape");
    write(shape, json);
    if (binarySize != null) {
      json.name("parameters").beginObject().name(BinaryData.SIZE).value(binarySize).endObject();
    }
    if (data != null) {
      json.name("data");
      write(data, json);
    }
    json.endObject();
  }

  private static void write(List<?> values, JsonWriter json) throws IOException {
    json.beginArray();
    for (Object value : values) {
      if (value instanceof Number number) {
        json.value(number);
      } else {
        json.value((String) value);
      }
    }
    json.endArray();
  }
}
