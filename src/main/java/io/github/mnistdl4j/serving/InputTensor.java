package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The input of an inference request, whose members come in any order: read first, then checked. */
final class InputTensor {
  /** The input of numbers. */
  static final String NAME = "input";

  /** The input of encoded pictures. */
  static final String PICTURE = "image";

  private static final String BYTES = "BYTES";
  private static final String SHARED_MEMORY = "shared_memory_";
  private static final int NO_SIZE = -1;

  /** Pictures of a request: each may take as long as one of {@code POST /predict}. */
  private static final int MAX_PICTURES = 16;

  private final JsonBody json;
  private final String place;
  private final DatasetInfo form;
  private final TensorShape shape;
  private final DoubleStream.Builder data = DoubleStream.builder();
  private boolean hasData;
  private long binarySize = NO_SIZE;
  private String name = "";
  private String datatype = "";

  private InputTensor(JsonBody json, String place, DatasetInfo form) {
    this.json = json;
    this.form = form;
    this.place = place;
    this.shape = new TensorShape(place);
  }

  /**
   * Reads a tensor's JSON.
   *
   * @param place where it stands in the request
   * @param form of the images that the model takes
   * @throws RequestException if it is no tensor
   */
  static InputTensor read(JsonBody json, String place, DatasetInfo form) throws IOException {
    InputTensor tensor = new InputTensor(json, place, form);
    json.object(tensor::readMember);
    return tensor;
  }

  private void readMember(String member) throws IOException {
    switch (member) {
      case "name" -> name = json.string();
      case "datatype" -> datatype = json.string();
      case "shape" -> shape.read(json);
      case "data" -> readData();
      case "parameters" -> json.object(this::readParameter);
      default -> json.skip();
    }
  }

  private void readData() throws IOException {
    if (isPictures()) {
      throw RequestException.badRequest(
          "%s: encoded pictures are sent as binary data only, not in JSON", json.place());
    }
    hasData = true;
    json.numbers(data);
  }

  private void readParameter(String parameter) throws IOException {
    if (parameter.startsWith(SHARED_MEMORY)) {
      throw RequestException.badRequest(
          "%s: this server shares no memory; send the data", json.place());
    }
    if (!parameter.equals(BinaryData.SIZE)) {
      json.skipParameter();
      return;
    }
    String where = json.place();
    binarySize = json.whole();
    if (binarySize < 0) {
      throw RequestException.badRequest(
          "%s is %d, but must be a number of bytes", where, binarySize);
    }
  }

  /** Returns whether it is a list of pictures; otherwise it is one of images, or wrong. */
  boolean isPictures() {
    return name.equals(PICTURE);
  }

  /**
   * Returns the images, each {@code [height · width]} in [0, 1].
   *
   * @param binary the bytes after the JSON
   * @throws RequestException if name, datatype, shape, or a value is not allowed
   */
  List<float[]> images(ByteBuffer binary) {
    if (!name.equals(NAME)) {
      throw RequestException.badRequest(
          "%s.name is \"%.40s\", but must be \"%s\", or \"%s\" for encoded pictures",
          place, name, NAME, PICTURE);
    }
    NumberType type = NumberType.of(datatype).orElseThrow(this::wrongDatatype);
    requireBinary(binary);
    if (binarySize == NO_SIZE) {
      return numbers(type);
    }
    shape.require(binarySize, form, (long) form.pixels() * type.bytes(), binaryPlace());
    return BinaryData.images(binary, type, form, place);
  }

  private RequestException wrongDatatype() {
    String allowed =
        Arrays.stream(NumberType.values()).map(Enum::name).collect(Collectors.joining(", "));
    return RequestException.badRequest(
        "%s.datatype is \"%.40s\", but must be one of %s", place, datatype, allowed);
  }

  /** Returns a message's start for the size of binary data. */
  private static String binaryPlace() {
    return "parameters." + BinaryData.SIZE + " is %d";
  }

  /** Requires that the bytes after the JSON are those that this tensor says, all of them. */
  private void requireBinary(ByteBuffer binary) {
    if (binarySize != NO_SIZE && hasData) {
      throw RequestException.badRequest(
          "%s has both data and parameters.%s: send one of them", place, BinaryData.SIZE);
    }
    long own = Math.max(0, binarySize);
    if (own != binary.remaining()) {
      throw RequestException.badRequest(
          "%s.%s, but the body has %d bytes after the JSON, whose length is in the header %s",
          place,
          binarySize == NO_SIZE
              ? "parameters." + BinaryData.SIZE + " is missing"
              : binaryPlace().formatted(binarySize),
          binary.remaining(),
          BinaryData.HEADER);
    }
  }

  private List<float[]> numbers(NumberType type) {
    if (type == NumberType.FP16) {
      throw RequestException.badRequest(
          "%s.datatype is FP16, which is for binary data only: send FP32", place);
    }
    double[] values = data.build().toArray();
    shape.require(values.length, form, form.pixels(), "data has %d values");
    List<float[]> images = new ArrayList<>();
    for (int from = 0; from < values.length; from += form.pixels()) {
      float[] image = new float[form.pixels()];
      for (int i = 0; i < image.length; i++) {
        image[i] = (float) values[from + i];
      }
      images.add(new PixelRange(type, place).apply(image, images.size()));
    }
    return images;
  }

  /**
   * Returns the pictures' files.
   *
   * @param binary the bytes after the JSON
   * @throws RequestException if datatype, shape or the bytes are not as they must be
   */
  List<byte[]> pictures(ByteBuffer binary) {
    if (!datatype.equals(BYTES)) {
      throw RequestException.badRequest(
          "%s.datatype is \"%.40s\", but must be %s for \"%s\"", place, datatype, BYTES, PICTURE);
    }
    if (binarySize == NO_SIZE) {
      throw RequestException.badRequest(
          "%s.parameters.%s is missing: pictures are sent as binary data", place, BinaryData.SIZE);
    }
    requireBinary(binary);
    return BinaryData.files(binary, shape.pictures(MAX_PICTURES), place);
  }
}
