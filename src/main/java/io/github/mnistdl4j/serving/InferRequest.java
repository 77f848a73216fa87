package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request of the Open Inference Protocol.
 *
 * @param id to be echoed
 * @param images each {@code [height · width]} in [0, 1]; at least one
 * @param outputs that are asked for, in this order
 */
record InferRequest(Optional<String> id, List<float[]> images, List<String> outputs) {
  /** The output {@code [n, classes]}. */
  static final String PROBABILITIES = "probabilities";

  /** The output {@code [n]}. */
  static final String DIGIT = "digit";

  /** The outputs of a request that asks for none in particular. */
  private static final List<String> ALL_OUTPUTS = List.of(PROBABILITIES, DIGIT);

  private static final int MAX_ID = 256;

  /**
   * Reads a body.
   *
   * @param form of the images that the model takes
   * @throws RequestException if it is no JSON, no such request, or its images are not allowed
   */
  static InferRequest read(byte[] body, DatasetInfo form) {
    Reader reader = new Reader(new JsonBody(body), form);
    reader.json.read(reader::readMember);
    if (reader.images.isEmpty()) {
      throw RequestException.badRequest("inputs is missing: it is a list of one tensor");
    }
    List<String> outputs = reader.outputs.isEmpty() ? ALL_OUTPUTS : reader.outputs;
    return new InferRequest(reader.id, reader.images, outputs);
  }

  /** What has been read of a request, whose members come in any order. */
  private static final class Reader {
    private final JsonBody json;
    private final DatasetInfo form;
    private final List<float[]> images = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private Optional<String> id = Optional.empty();
    private String outputName = "";

    Reader(JsonBody json, DatasetInfo form) {
      this.json = json;
      this.form = form;
    }

    void readMember(String member) throws IOException {
      if (!member.equals("inputs") && json.skipNull()) {
        return;
      }
      switch (member) {
        case "id" -> id = Optional.of(readId());
        case "inputs" -> json.list(this::readInput);
        case "outputs" -> json.list(this::readOutput);
        default -> json.skip(); // parameters, and what a later version may bring
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
      if (!images.isEmpty()) {
        throw RequestException.badRequest("inputs has more than one tensor");
      }
      images.addAll(InputTensor.read(json, place, form));
    }

    private void readOutput(String place) throws IOException {
      outputName = "";
      json.object(this::readOutputMember);
      if (!ALL_OUTPUTS.contains(outputName) || outputs.contains(outputName)) {
        throw RequestException.badRequest(
            "%s.name is \"%.40s\", but must be one of %s, each once",
            place, outputName, String.join(", ", ALL_OUTPUTS));
      }
      outputs.add(outputName);
    }

    private void readOutputMember(String member) throws IOException {
      if (member.equals("name")) {
        outputName = json.string();
      } else {
        json.skip(); // such as a wish for binary data: clients take JSON as well
      }
    }
  }
}
