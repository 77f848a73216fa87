package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The input of an inference request, whose members come in any order: read first, then checked. */
final class InputTensor {
  static final String NAME = "input";

  private static final List<String> DATATYPES = List.of("FP32", "FP64", "UINT8");
  private static final int MAX_DIMENSIONS = 8;
  private static final int BYTE = 255;

  private final JsonBody json;
  private final String place;
  private final DatasetInfo form;
  private final List<Long> shape = new ArrayList<>();
  private final DoubleStream.Builder data = DoubleStream.builder();
  private String name = "";
  private String datatype = "";

  private InputTensor(JsonBody json, String place, DatasetInfo form) {
    this.json = json;
    this.form = form;
    this.place = place;
  }

  /**
   * Reads a tensor's images, each {@code [height · width]} in [0, 1].
   *
   * @param place where it stands in the request
   * @param form of the images that the model takes
   * @throws RequestException if name, datatype, shape, or a value is not allowed
   */
  static List<float[]> read(JsonBody json, String place, DatasetInfo form) throws IOException {
    InputTensor tensor = new InputTensor(json, place, form);
    json.object(tensor::readMember);
    return tensor.images();
  }

  private void readMember(String member) throws IOException {
    switch (member) {
      case "name" -> name = json.string();
      case "datatype" -> datatype = json.string();
      case "shape" -> json.list(this::readDimension);
      case "data" -> json.numbers(data);
      case "parameters" -> {
        if (!json.skipNull()) {
          json.object(this::readParameter);
        }
      }
      default -> json.skip();
    }
  }

  private void readDimension(String dimension) throws IOException {
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

  /** Returns the refusal of numbers that are sent as bytes behind the JSON. */
  static RequestException binaryData() {
    return RequestException.badRequest(
        "the binary data extension is not supported: send the numbers as JSON"
            + " (with tritonclient: set_data_from_numpy(…, binary_data=False))");
  }

  private List<float[]> images() {
    if (!name.equals(NAME)) {
      throw RequestException.badRequest(
          "%s.name is \"%.40s\", but must be \"%s\"", place, name, NAME);
    }
    if (!DATATYPES.contains(datatype)) {
      throw RequestException.badRequest(
          "%s.datatype is \"%.40s\", but must be one of %s",
          place, datatype, String.join(", ", DATATYPES));
    }
    double[] values = data.build().toArray();
    long needed = count(values.length) * form.pixels();
    if (values.length != needed) {
      throw RequestException.badRequest(
          "%s.data has %d values, but the shape %s needs %d", place, values.length, shape, needed);
    }
    List<float[]> images = new ArrayList<>();
    for (int from = 0; from < values.length; from += form.pixels()) {
      images.add(image(values, from));
    }
    return images;
  }

  /** Returns how many images the shape declares, but not many more than there are values. */
  private long count(int values) {
    long pixels = form.pixels();
    long height = form.height();
    long width = form.width();
    List<List<Long>> shapes =
        List.of(List.of(pixels), List.of(height, width), List.of(1L, height, width));
    boolean single = shape.equals(shapes.get(0));
    boolean several =
        shape.size() > 1 && shapes.contains(shape.subList(1, shape.size())) && shape.get(0) > 0;
    if (!single && !several) {
      throw RequestException.badRequest(
          "%s.shape is %s, but must be [n, %d], [n, %d, %d], [n, 1, %4$d, %5$d] or [%3$d], n at least 1",
          place, shape, pixels, height, width);
    }
    return single ? 1 : Math.min(shape.get(0), values + 1L);
  }

  private float[] image(double[] values, int from) {
    boolean bytes = datatype.equals("UINT8");
    float max = bytes ? BYTE : 1;
    float[] image = new float[form.pixels()];
    for (int i = 0; i < image.length; i++) {
      float value = (float) values[from + i];
      if (!(value >= 0 && value <= max) || (bytes && value != Math.rint(value))) {
        throw RequestException.badRequest(
            "%s.data: value %d is %s, but %s must be %s",
            place,
            from + i,
            value,
            datatype,
            bytes ? "a whole number from 0 to 255" : "from 0 to 1");
      }
      image[i] = value / max;
    }
    return image;
  }
}
