package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** {@code POST /predict} and {@code /explain}: a picture in a file. */
record PictureEndpoints(ServerParts parts) {
  CompletableFuture<Reply> predict(Exchange exchange, Map<String, String> variables) {
    return pixels(exchange)
        .thenCompose(pixels -> exchange.cancelWhenAnswered(parts.batcher().submit(List.of(pixels))))
        .thenApplyAsync(
            predictions -> Reply.json(PictureResponse.of(predictions.get(0).prediction(), null)),
            exchange.executor());
  }

  CompletableFuture<Reply> explain(Exchange exchange, Map<String, String> variables) {
    Optional<Integer> digit = digit(exchange.request().getHttpURI().getQuery());
    return pixels(exchange).thenApply(pixels -> Reply.json(explain(pixels, digit)));
  }

  private PictureResponse explain(float[] pixels, Optional<Integer> digit) {
    ServedModel model = parts.models().current();
    Prediction prediction = model.predictor().predict(pixels);
    parts.metrics().predicted(prediction.digit());
    float[] attribution = model.predictor().explain(pixels, digit.orElse(prediction.digit()));
    return PictureResponse.of(prediction, attribution);
  }

  /** Returns the picture's pixels, from a worker's thread: few, since a picture may be large. */
  private CompletableFuture<float[]> pixels(Exchange exchange) {
    String type = exchange.header(HttpHeader.CONTENT_TYPE);
    DatasetInfo images = parts.models().current().predictor().images();
    return exchange.cancelWhenAnswered(
        exchange
            .body()
            .thenApplyAsync(body -> PictureBody.pixels(type, body, images), parts.workers()));
  }

  private static Optional<Integer> digit(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Optional.empty();
    }
    if (!query.matches("digit=\\d")) {
      throw RequestException.badRequest("the query must be digit=0 to digit=9, or empty");
    }
    return Optional.of(Character.digit(query.charAt(query.length() - 1), 10));
  }
}
