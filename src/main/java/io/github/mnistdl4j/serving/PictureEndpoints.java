package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.Reading;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.RequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** {@code POST /predict}, {@code /read} and {@code /explain}: a picture in a file. */
record PictureEndpoints(ServerParts parts) {
  private static final String DIGIT = "digit=";
  private static final String CLASS = "class=";

  CompletableFuture<Reply> predict(Exchange exchange, Map<String, String> variables) {
    Predictor predictor = parts.models().current().predictor();
    DatasetInfo form = predictor.images();
    return ask(exchange, picture -> predictor.prepare(picture.pixels()))
        .thenCompose(
            image ->
                exchange
                    .cancelWhenAnswered(parts.batcher().submit(List.of(image.pixels())))
                    .thenApply(all -> all.get(0).to(form).rejectedFor(image.rejection())))
        .thenApplyAsync(
            prediction -> {
              parts.metrics().rejected(prediction.rejection());
              return Reply.json(PictureResponse.of(prediction, null));
            },
            exchange.executor());
  }

  /** Answers {@code POST /read}: all digits of a picture. */
  CompletableFuture<Reply> read(Exchange exchange, Map<String, String> variables) {
    Predictor predictor = parts.models().current().predictor();
    return ask(exchange, picture -> read(predictor, picture));
  }

  private Reply read(Predictor predictor, DecodedImage picture) {
    Reading reading = predictor.read(picture.pixels()).in(picture);
    reading.parts().forEach(part -> parts.metrics().predicted(part.prediction()));
    parts.metrics().rejected(reading.rejection());
    return Reply.json(ReadingResponse.of(reading, picture));
  }

  CompletableFuture<Reply> explain(Exchange exchange, Map<String, String> variables) {
    Predictor predictor = parts.models().current().predictor();
    Optional<Integer> label = label(exchange.request().getHttpURI().getQuery(), predictor.images());
    return ask(
        exchange,
        picture -> Reply.json(explain(predictor, predictor.predict(picture.pixels()), label)));
  }

  private PictureResponse explain(
      Predictor predictor, Prediction prediction, Optional<Integer> label) {
    parts.metrics().predicted(prediction);
    parts.metrics().rejected(prediction.rejection());
    float[] attribution = predictor.explain(prediction.input(), label.orElse(prediction.digit()));
    return PictureResponse.of(prediction, attribution);
  }

  /** Answers {@code POST /inside}: which units fire, and what each adds to a class. */
  CompletableFuture<Reply> inside(Exchange exchange, Map<String, String> variables) {
    ServedModel model = parts.models().current();
    Predictor predictor = model.predictor();
    Optional<Integer> label = label(exchange.request().getHttpURI().getQuery(), predictor.images());
    return ask(
        exchange,
        picture -> {
          Prediction prediction = predictor.predict(picture.pixels());
          int asked = label.orElse(prediction.digit());
          return Reply.json(
              InsideResponse.of(predictor.inside(prediction.input(), asked), model.version()));
        });
  }

  /** Asks about the picture on a worker's thread. */
  <T> CompletableFuture<T> ask(Exchange exchange, Function<DecodedImage, T> question) {
    String type = exchange.header(HttpHeader.CONTENT_TYPE);
    return exchange.askPicture(
        body -> {
          byte[] file = PictureBody.file(type, body);
          return parts
              .workers()
              .work(
                  List.of(file),
                  exchange::isAnswered,
                  () -> PictureBody.ask(file, counted(question)));
        },
        parts.workers());
  }

  /** Counts pictures that show nothing, too. */
  private <T> Function<DecodedImage, T> counted(Function<DecodedImage, T> question) {
    return picture -> {
      try {
        return question.apply(picture);
      } catch (ImageException e) {
        parts.metrics().rejected(Optional.of(Rejection.BLANK));
        throw e;
      }
    };
  }

  /** Returns the index of the class that a query names; empty if it names none. */
  static Optional<Integer> label(@Nullable String query, DatasetInfo images) {
    if (query == null || query.isEmpty()) {
      return Optional.empty();
    }
    int label = -1;
    if (query.matches("digit=(0|[1-9]\\d{0,3})")) {
      label = Integer.parseInt(query.substring(DIGIT.length()));
    } else if (query.startsWith(CLASS)) {
      label = images.classes().indexOf(decoded(query.substring(CLASS.length())));
    }
    if (label < 0 || label >= images.classes().size()) {
      throw RequestException.badRequest(
          "the query must be digit=0 to digit=%d, class=NAME, or empty",
          images.classes().size() - 1);
    }
    return Optional.of(label);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RequestException.badRequest("the query has a %% that is not followed by two digits");
    }
  }
}
