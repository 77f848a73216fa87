package io.github.mnistdl4j.serving;

import java.util.List;
import java.util.Optional;

/**
 * A request of the Open Inference Protocol.
 *
 * @param id to be echoed
 * @param images each {@code [784]} in [0, 1]; at least one
 * @param outputs that are wanted, in this order
 */
record InferRequest(Optional<String> id, List<float[]> images, List<String> outputs) {
  /** The output {@code [n, 10]}. */
  static final String PROBABILITIES = "probabilities";

  /** The output {@code [n]}. */
  static final String DIGIT = "digit";

  /** What is answered unless the request says otherwise. */
  static final List<String> ALL_OUTPUTS = List.of(PROBABILITIES, DIGIT);

  /**
   * Reads a body.
   *
   * @throws RequestException if it is no JSON, no such request, or its images are not allowed
   */
  static InferRequest parse(byte[] body) {
    return new InferRequestReader(new JsonBody(body)).read();
  }
}
