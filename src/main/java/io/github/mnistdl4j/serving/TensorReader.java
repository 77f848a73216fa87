package io.github.mnistdl4j.serving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the input tensor of an inference request, whose members come in any order. */
final class TensorReader {
  private static final int MAX_DIMENSIONS = 8;

  private final JsonBody json;
  private final String place;
  private final Tensor.Values values = new Tensor.Values();
  private final List<Long> shape = new ArrayList<>();
  private String name = "";
  private String datatype = "";

  TensorReader(JsonBody json) {
    this.json = json;
    this.place = json.place();
  }

  Tensor read() throws IOException {
    json.object(this::readMember);
    if (!name.equals(Tensor.NAME)) {
      throw RequestException.badRequest(
          "%s.name is \"%.40s\", but must be \"%s\"", place, name, Tensor.NAME);
    }
    return new Tensor(place, "%.40s".formatted(datatype), shape, values);
  }

  private void readMember(String member) throws IOException {
    switch (member) {
      case "name" -> name = json.string();
      case "datatype" -> datatype = json.string();
      case "shape" -> json.list(this::readDimension);
      case "data" -> json.numbers(values);
      case "parameters" -> {
        if (!json.skipNull()) {
          json.object(this::readParameter);
        }
      }
      default -> json.skip();
    }
  }

  private void readDimension() throws IOException {
    if (shape.size() == MAX_DIMENSIONS) {
      throw RequestException.badRequest("%s.shape has too many dimensions", place);
    }
    shape.add(json.whole());
  }

  private void readParameter(String parameter) throws IOException {
    if (parameter.startsWith("binary_data")) {
      throw binaryData();
    }
    json.skip();
  }

  /** What clients are told that send the numbers behind the JSON. */
  static RequestException binaryData() {
    return RequestException.badRequest(
        "the binary data extension is not supported: send the numbers as JSON"
            + " (with tritonclient: set_data_from_numpy(…, binary_data=False))");
  }
}
