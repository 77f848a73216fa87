package io.github.mnistdl4j.serving.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers the requests of a route. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request, now or later.
   *
   * @param variables those of the route's path, decoded
   * @return completed with the reply, or with what went wrong
   * @throws RequestException if the request cannot be fulfilled
   */
  CompletableFuture<Reply> answer(Exchange exchange, Map<String, String> variables);

  /** Returns an endpoint that needs nothing but its path to reply. */
  static Endpoint immediate(Function<Map<String, String>, Reply> reply) {
    return (exchange, variables) -> CompletableFuture.completedFuture(reply.apply(variables));
  }
}
