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
record InferRequest(Optional<String> id, List<float[]> images, List<WantedOutput> outputs) {
  /** The output {@code [n, classes]}. */
  static final String PROBABILITIES = "probabilities";

  /** The output {@code [n]}. */
  static final String DIGIT = "digit";

  /** The output {@code [n]} of names. */
  static final String LABEL = "label";

  private static final List<String> ALL_OUTPUTS = List.of(PROBABILITIES, DIGIT, LABEL);

  /** The parameter of Triton's classification extension. */
  private static final String CLASSIFICATION = "classification";

  private static final int MAX_ID = 256;

  /**
   * An output that is asked for.
   *
   * @param classes how many of the most probable classes it is to name, as Triton's classification
   *     extension does, in place of the numbers of all; 0 for the numbers
   */
  record WantedOutput(String name, int classes) {}

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
    List<WantedOutput> outputs =
        reader.outputs.isEmpty()
            ? ALL_OUTPUTS.stream().map(name -> new WantedOutput(name, 0)).toList()
            : reader.outputs;
    return new InferRequest(reader.id, reader.images, outputs);
  }

  /** What has been read of a request, whose members come in any order. */
  private static final class Reader {
    private final JsonBody json;
    private final DatasetInfo form;
    private final List<float[]> images = new ArrayList<>();
    private final List<WantedOutput> outputs = new ArrayList<>();
    private Optional<String> id = Optional.empty();
    private String outputName = "";
    private long outputClasses;

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
      outputClasses = 0;
      json.object(this::readOutputMember);
      boolean again = outputs.stream().anyMatch(output -> output.name().equals(outputName));
      if (!ALL_OUTPUTS.contains(outputName) || again) {
        throw RequestException.badRequest(
            "%s.name is \"%.40s\", but must be one of %s, each once",
            place, outputName, String.join(", ", ALL_OUTPUTS));
      }
      if (outputClasses > 0 && !outputName.equals(PROBABILITIES)) {
        throw RequestException.badRequest(
            "%s.parameters.classification is for the output %s only", place, PROBABILITIES);
      }
      outputs.add(new WantedOutput(outputName, (int) outputClasses));
    }

    private void readOutputMember(String member) throws IOException {
      switch (member) {
        case "name" -> outputName = json.string();
        case "parameters" -> {
          if (!json.skipNull()) {
            json.object(this::readOutputParameter);
          }
        }
        default -> json.skip();
      }
    }

    private void readOutputParameter(String parameter) throws IOException {
      if (!parameter.equals(CLASSIFICATION)) {
        json.skip(); // such as a wish for binary data: clients take JSON as well
        return;
      }
      String place = json.place();
      outputClasses = json.whole();
      if (outputClasses < 1 || outputClasses > form.classes().size()) {
        throw RequestException.badRequest(
            "%s is %d, but must be 1 to %d", place, outputClasses, form.classes().size());
      }
    }
  }
}
