package io.github.mnistdl4j.serving;

import java.util.List;

/** Answers the requests of a route. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers a request now or later.
   *
   * @param variables what the route's pattern caught in the path, decoded
   * @throws RequestException if it cannot be answered as it wishes
   */
  void answer(Exchange exchange, List<String> variables);

  /** An endpoint with the same answer for all. */
  static Endpoint always(Reply reply) {
    return (exchange, variables) -> exchange.answer(reply);
  }
}
