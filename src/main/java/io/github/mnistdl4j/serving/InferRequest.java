package io.github.mnistdl4j.serving;

import java.util.List;
import java.util.Optional;

/**
 * A request of the Open Inference Protocol.
 *
 * @param id to be echoed
 * @param images each {@code [784]} in [0, 1]; at least one
 * @param outputs that are asked for, in this order
 */
record InferRequest(Optional<String> id, List<float[]> images, List<String> outputs) {
  /** The output {@code [n, 10]}. */
  static final String PROBABILITIES = "probabilities";

  /** The output {@code [n]}. */
  static final String DIGIT = "digit";

  /** The outputs of a request that asks for none in particular. */
  static final List<String> ALL_OUTPUTS = List.of(PROBABILITIES, DIGIT);
}
