package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request of the Open Inference Protocol.
 *
 * @param id to be echoed
 * @param images each {@code [height · width]} in [0, 1]; none where there are pictures
 * @param pictures files; none where there are images
 * @param outputs that are asked for, in this order
 */
record InferRequest(
    Optional<String> id, List<float[]> images, List<byte[]> pictures, List<WantedOutput> outputs) {
  /** The parameter that asks for all outputs as bytes after the JSON. */
  private static final String ALL_BINARY = "binary_data_output";

  private static final int MAX_ID = 256;

  /**
   * Reads a body.
   *
   * @param jsonLength how many of its bytes are JSON, as {@link BinaryData#jsonLength} returned it
   * @param form of the images that the model takes
   * @throws RequestException if it is no JSON, no such request, or its images are not allowed
   */
  static InferRequest read(byte[] body, int jsonLength, DatasetInfo form) {
    ByteBuffer binary = BinaryData.afterJson(body, jsonLength);
    if (jsonLength == 0) {
      List<float[]> image = BinaryData.image(binary, form);
      return new InferRequest(Optional.empty(), image, List.of(), RequestedOutput.all(true));
    }
    Reader reader = new Reader(new JsonBody(body, body.length - binary.remaining()), form);
    reader.json.read(reader::readMember);
    return reader.request(binary);
  }

  /** Returns the same request of images in place of pictures. */
  InferRequest withImages(List<float[]> prepared) {
    return new InferRequest(id, prepared, List.of(), outputs);
  }

  /** What has been read of a request, whose members come in any order. */
  private static final class Reader {
    private final JsonBody json;
    private final DatasetInfo form;
    private final List<InputTensor> inputs = new ArrayList<>();
    private final List<RequestedOutput> outputs = new ArrayList<>();
    private Optional<String> id = Optional.empty();
    private boolean allBinary;

    Reader(JsonBody json, DatasetInfo form) {
      this.json = json;
      this.form = form;
    }

    void readMember(String member) throws IOException {
      switch (member) {
        case "id" -> id = Optional.of(readId());
        case "inputs" -> json.list(this::readInput);
        case "outputs" -> json.list(this::readOutput);
        case "parameters" -> json.object(this::readParameter);
        default -> json.skip(); // what a later version may bring
      }
    }

    private void readParameter(String parameter) throws IOException {
      if (parameter.equals(ALL_BINARY)) {
        allBinary = json.bool();
      } else {
        json.skipParameter(); // such as priority and timeout, which mean nothing here
      }
    }

    private String readId() throws IOException {
      String text = json.string();
      if (text.length() > MAX_ID) {
        throw RequestException.badRequest("id is longer than %d characters", MAX_ID);
      }
      return text;
    }

    private void readInput(String place) throws IOException {
      if (!inputs.isEmpty()) {
        throw RequestException.badRequest("inputs has more than one tensor");
      }
      inputs.add(InputTensor.read(json, place, form));
    }

    private void readOutput(String place) throws IOException {
      RequestedOutput output = RequestedOutput.read(json, place, form.classes().size());
      if (outputs.stream().anyMatch(other -> other.name().equals(output.name()))) {
        throw RequestedOutput.wrongName(place, output.name());
      }
      outputs.add(output);
    }

    private InferRequest request(ByteBuffer binary) {
      if (inputs.isEmpty()) {
        throw RequestException.badRequest("inputs is missing: it is a list of one tensor");
      }
      InputTensor input = inputs.get(0);
      boolean pictures = input.isPictures();
      return new InferRequest(
          id,
          pictures ? List.of() : input.images(binary),
          pictures ? input.pictures(binary) : List.of(),
          wanted());
    }

    private List<WantedOutput> wanted() {
      return outputs.isEmpty()
          ? RequestedOutput.all(allBinary)
          : outputs.stream().map(output -> output.wanted(allBinary)).toList();
    }
  }
}
