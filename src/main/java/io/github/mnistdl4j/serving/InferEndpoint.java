package io.github.mnistdl4j.serving;

import java.util.List;
import java.util.concurrent.Executor;

/** {@code POST /v2/models/NAME/infer}: images as numbers. */
final class InferEndpoint implements Endpoint {
  private static final String BINARY_DATA = "Inference-Header-Content-Length";

  private final ModelEndpoints models;
  private final Batcher<Answer> batcher;
  private final BodyLimits limits;
  private final Executor executor;

  /**
   * An endpoint.
   *
   * @param executor writes the answers, so that the batcher's thread need not
   */
  InferEndpoint(
      ModelEndpoints models, Batcher<Answer> batcher, BodyLimits limits, Executor executor) {
    this.models = models;
    this.batcher = batcher;
    this.limits = limits;
    this.executor = executor;
  }

  @Override
  public void answer(Exchange exchange, List<String> variables) {
    models.require(variables);
    if (exchange.request().getHeaders().contains(BINARY_DATA)) {
      throw TensorReader.binaryData();
    }
    exchange.follow(
        exchange
            .body(limits)
            .thenAccept(body -> infer(exchange, variables, InferRequest.parse(body))));
  }

  private void infer(Exchange exchange, List<String> variables, InferRequest request) {
    exchange.follow(
        exchange
            .withdrawing(batcher.submit(request.images()))
            .thenAcceptAsync(
                answers -> {
                  ModelEndpoints.require(answers.get(0).model(), variables); // after a reload
                  exchange.answer(Reply.json(InferResponse.of(request, answers)));
                },
                executor));
  }
}
