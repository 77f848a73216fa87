package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An output as a request asks for it, whose members come in any order. */
final class RequestedOutput {
  /** The output {@code [n, classes]}. */
  static final String PROBABILITIES = "probabilities";

  /** The output {@code [n]}. */
  static final String DIGIT = "digit";

  /** The output {@code [n]} of names. */
  static final String LABEL = "label";

  /** All outputs, in the order in which they are sent where none is asked for. */
  static final List<String> NAMES = List.of(PROBABILITIES, DIGIT, LABEL);

  /** The parameter of Triton's classification extension. */
  private static final String CLASSIFICATION = "classification";

  private static final String BINARY = "binary_data";

  private final JsonBody json;
  private final int classes;
  private String name = "";
  private int mostProbable;
  private Optional<Boolean> binary = Optional.empty();

  private RequestedOutput(JsonBody json, int classes) {
    this.json = json;
    this.classes = classes;
  }

  /**
   * Reads an output.
   *
   * @param place where it stands in the request
   * @param classes how many the model has
   * @throws RequestException if there is no such output, or a parameter is not allowed
   */
  static RequestedOutput read(JsonBody json, String place, int classes) throws IOException {
    RequestedOutput output = new RequestedOutput(json, classes);
    json.object(output::readMember);
    if (!NAMES.contains(output.name)) {
      throw wrongName(place, output.name);
    }
    if (output.mostProbable > 0 && !output.name.equals(PROBABILITIES)) {
      throw RequestException.badRequest(
          "%s.parameters.%s is for the output %s only", place, CLASSIFICATION, PROBABILITIES);
    }
    return output;
  }

  /** Returns all outputs, as they are sent where none is asked for. */
  static List<WantedOutput> all(boolean binary) {
    return NAMES.stream().map(name -> new WantedOutput(name, 0, binary)).toList();
  }

  /** Returns the refusal of a name that is not known or given twice. */
  static RequestException wrongName(String place, String name) {
    return RequestException.badRequest(
        "%s.name is \"%.40s\", but must be one of %s, each once",
        place, name, String.join(", ", NAMES));
  }

  /** Returns its name, one of {@link #NAMES}. */
  String name() {
    return name;
  }

  /** Returns it with what holds for all outputs that do not say otherwise. */
  WantedOutput wanted(boolean allBinary) {
    return new WantedOutput(name, mostProbable, binary.orElse(allBinary));
  }

  private void readMember(String member) throws IOException {
    switch (member) {
      case "name" -> name = json.string();
      case "parameters" -> json.object(this::readParameter);
      default -> json.skip();
    }
  }

  private void readParameter(String parameter) throws IOException {
    if (parameter.startsWith("shared_memory_")) {
      throw RequestException.badRequest(
          "%s: this server shares no memory; it sends the data", json.place());
    }
    switch (parameter) {
      case BINARY -> binary = Optional.of(json.bool());
      case CLASSIFICATION -> mostProbable = readClasses(json.place());
      default -> json.skipParameter();
    }
  }

  /** Returns how many classes to name: all where more are asked for, as Triton does. */
  private int readClasses(String place) throws IOException {
    long wanted = json.whole();
    if (wanted < 1) {
      throw RequestException.badRequest("%s is %d, but must be at least 1", place, wanted);
    }
    return (int) Math.min(wanted, classes);
  }
}
