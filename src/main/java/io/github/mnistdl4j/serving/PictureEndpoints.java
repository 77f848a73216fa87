package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** {@code POST /predict} and {@code /explain}: a picture, as people have them. */
final class PictureEndpoints {
  private static final String DIGIT = "digit";

  private final ServerParts services;

  PictureEndpoints(ServerParts services) {
    this.services = services;
  }

  void predict(Exchange exchange, List<String> variables) {
    withPixels(
        exchange,
        pixels ->
            exchange.follow(
                exchange
                    .withdrawing(services.batcher().submit(List.of(pixels)))
                    .thenAcceptAsync(
                        answers ->
                            exchange.answer(
                                Reply.json(PictureAnswer.of(answers.get(0).prediction()))),
                        services.replies())));
  }

  void explain(Exchange exchange, List<String> variables) {
    Optional<Integer> digit = digit(exchange.request());
    withPixels(
        exchange,
        pixels -> {
          ServedModel model = services.models().current();
          Prediction prediction = model.predictor().predict(pixels);
          services.metrics().predicted(prediction.digit());
          float[] attribution = model.predictor().explain(pixels, digit.orElse(prediction.digit()));
          exchange.answer(Reply.json(PictureAnswer.explained(prediction, attribution)));
        });
  }

  /** Hands the picture's pixels on, on a worker's thread: few, since a picture may be large. */
  private void withPixels(Exchange exchange, Consumer<float[]> next) {
    String type = exchange.header(HttpHeader.CONTENT_TYPE);
    exchange.follow(
        exchange
            .body(services.limits())
            .thenCompose(
                body ->
                    exchange.onWorker(
                        services.workers(), () -> next.accept(PictureBody.pixels(type, body)))));
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
