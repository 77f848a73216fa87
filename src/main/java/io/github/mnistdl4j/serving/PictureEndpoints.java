package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** {@code POST /predict} and {@code /explain}: a picture, as people have them. */
final class PictureEndpoints {
  private static final String DIGIT = "digit";

  private final Models models;
  private final Batcher<Answer> batcher;
  private final BodyLimits limits;
  private final Executor replies;
  private final Executor workers;

  /**
   * The endpoints.
   *
   * @param replies writes answers, so that the batcher's thread need not
   * @param workers unpack pictures and explain: few, since a picture may be large, and rejecting
   *     what is too much
   */
  PictureEndpoints(
      Models models,
      Batcher<Answer> batcher,
      BodyLimits limits,
      Executor replies,
      Executor workers) {
    this.models = models;
    this.batcher = batcher;
    this.limits = limits;
    this.replies = replies;
    this.workers = workers;
  }

  void predict(Exchange exchange, List<String> variables) {
    withPixels(
        exchange,
        pixels ->
            exchange.follow(
                exchange
                    .withdrawing(batcher.submit(List.of(pixels)))
                    .thenAcceptAsync(
                        answers ->
                            exchange.answer(
                                Reply.json(PictureAnswer.of(answers.get(0).prediction()))),
                        replies)));
  }

  void explain(Exchange exchange, List<String> variables) {
    Optional<Integer> digit = digit(exchange.request());
    withPixels(
        exchange,
        pixels -> {
          ServedModel model = models.current();
          Prediction prediction = model.predictor().predict(pixels);
          float[] attribution = model.predictor().explain(pixels, digit.orElse(prediction.digit()));
          exchange.answer(Reply.json(PictureAnswer.explained(prediction, attribution)));
        });
  }

  /** Hands the picture's pixels on, on a worker's thread. */
  private void withPixels(Exchange exchange, Consumer<float[]> next) {
    String type = exchange.header(HttpHeader.CONTENT_TYPE);
    exchange.follow(
        exchange
            .body(limits)
            .thenCompose(body -> onWorker(() -> next.accept(Pictures.pixels(type, body)))));
  }

  private CompletableFuture<Void> onWorker(Runnable work) {
    try {
      return CompletableFuture.runAsync(work, workers);
    } catch (RejectedExecutionException e) {
      throw new RequestException(
          RequestException.TOO_MANY, "too many pictures are waiting; try again later");
    }
  }

  private static Optional<Integer> digit(Request request) {
    String query = request.getHttpURI().getQuery();
    if (query == null || query.isEmpty()) {
      return Optional.empty();
    }
    if (!query.matches(DIGIT + "=\\d")) {
      throw RequestException.badRequest("the query must be %s=0 to %s=9, or none", DIGIT, DIGIT);
    }
    return Optional.of(Character.digit(query.charAt(query.length() - 1), 10));
  }
}
