package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.serving.ServerParts.ServedPrediction;
import io.github.mnistdl4j.serving.http.BearerToken;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.RequestException;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The Open Inference Protocol at {@code /v2/models/NAME…}. The variables of a path are the name
 * and, unless left out, the version of a model; another model than the served one is not found.
 *
 * @param listsRuns whether the page may link to all runs
 */
record ModelEndpoints(ServerParts parts, ServerSettings settings, boolean listsRuns) {
  private ServedModel require(Map<String, String> variables) {
    return require(parts.models().current(), variables);
  }

  private static ServedModel require(ServedModel model, Map<String, String> variables) {
    require("model", model.name(), variables.getOrDefault("name", model.name()));
    require("version", model.version(), variables.getOrDefault("version", model.version()));
    return model;
  }

  private static void require(String what, String served, String asked) {
    if (!asked.equals(served)) {
      throw new RequestException(
          HttpStatus.NOT_FOUND_404,
          "there is no %s \"%.80s\", only \"%s\"".formatted(what, asked, served));
    }
  }

  Reply metadata(Map<String, String> variables) {
    return Reply.json(ModelMetadata.of(require(variables)));
  }

  /** Describes the model that is served, whatever its name is. */
  Reply served(Map<String, String> variables) {
    return Reply.json(ModelMetadata.of(parts.models().current()));
  }

  /** Says what the page says of the model. */
  Reply about(Map<String, String> variables) {
    return Reply.json(About.of(parts.models().current(), settings, listsRuns));
  }

  /** Returns the weights of the first layer's units, a byte each. */
  Reply units(Map<String, String> variables) {
    Predictor predictor = parts.models().current().predictor();
    return Reply.of("application/octet-stream", predictor.unitPictures());
  }

  /** Returns the page that the run has for a browser, which no request may name another of. */
  CompletableFuture<Reply> report(Exchange exchange, Map<String, String> variables) {
    ServedModel model = parts.models().current();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Reply.page(Files.readAllBytes(model.facts().report()));
          } catch (IOException e) {
            throw new RequestException(
                HttpStatus.NOT_FOUND_404,
                "the run %s has no report; \"report %s\" makes one"
                    .formatted(model.version(), model.version()));
          }
        },
        exchange.executor());
  }

  /** Describes the model in Triton's form. */
  Reply configuration(Map<String, String> variables) {
    return Reply.json(ModelConfiguration.of(require(variables), largestBatch()));
  }

  /** Returns the number of images that a request may ask about. */
  private int largestBatch() {
    return Math.min(settings.limits().maxBatch(), settings.limits().maxQueue());
  }

  /** Says how often the model was asked, in Triton's form. */
  Reply statistics(Map<String, String> variables) {
    return Reply.json(parts.models().statistics().of(require(variables)));
  }

  /** Lists the models, in Triton's form. */
  Reply index(Map<String, String> variables) {
    ServedModel model = parts.models().current();
    return Reply.json(
        List.of(
            Map.of(
                "name", model.name(), "version", model.version(), "state", "READY", "reason", "")));
  }

  Reply ready(Map<String, String> variables) {
    return Reply.json(Map.of("name", require(variables).name(), "ready", true));
  }

  /** Predicts images that are sent as numbers or files. */
  CompletableFuture<Reply> infer(Exchange exchange, Map<String, String> variables) {
    Predictor predictor = require(variables).predictor();
    ModelStatistics statistics = parts.models().statistics();
    return CompletableFuture.completedFuture(predictor)
        .thenCompose(asked -> read(exchange, asked))
        .thenCompose(request -> infer(exchange, variables, predictor.images(), request))
        .whenComplete(
            (reply, failure) ->
                statistics.answered(
                    failure == null, System.nanoTime() - exchange.request().getBeginNanoTime()));
  }

  private CompletableFuture<InferRequest> read(Exchange exchange, Predictor predictor) {
    int json =
        BinaryData.jsonLength(exchange.request().getHeaders().getValuesList(BinaryData.HEADER));
    return exchange.body(
        body -> prepared(exchange, predictor, InferRequest.read(body, json, predictor.images())));
  }

  /** Returns the request with images in place of pictures, which are decoded by a worker. */
  private CompletableFuture<InferRequest> prepared(
      Exchange exchange, Predictor predictor, InferRequest request) {
    if (request.pictures().isEmpty()) {
      return CompletableFuture.completedFuture(request);
    }
    PictureTensor pictures = new PictureTensor(predictor, parts.metrics());
    PictureWorkers workers = parts.workers();
    return CompletableFuture.completedFuture(request)
        .thenComposeAsync(
            sent ->
                workers.work(
                    sent.pictures(),
                    exchange::isAnswered,
                    () -> pictures.prepare(sent, exchange::isAnswered)),
            workers);
  }

  private CompletableFuture<Reply> infer(
      Exchange exchange, Map<String, String> variables, DatasetInfo form, InferRequest request) {
    Function<List<ServedPrediction>, Reply> reply =
        predictions -> {
          ServedModel model = predictions.get(0).model(); // may be newer than the request
          require(model, variables);
          List<Prediction> made = predictions.stream().map(each -> each.to(form)).toList();
          return InferResponse.reply(request, model, made);
        };
    CompletableFuture<List<ServedPrediction>> asked = parts.batcher().submit(request.images());
    return asked.isDone()
        ? asked.thenApply(reply)
        : exchange.cancelWhenAnswered(asked).thenApplyAsync(reply, exchange.executor());
  }

  /** Loads the newest run. */
  CompletableFuture<Reply> load(Exchange exchange, Map<String, String> variables) {
    if (settings.isOpenToAll()) {
      throw new RequestException(
          HttpStatus.FORBIDDEN_403,
          "loading is off on %s without a token; serving.token-file or the variable %s sets one"
              .formatted(settings.host(), BearerToken.VARIABLE));
    }
    if (!settings.limits().reload()) {
      throw new RequestException(
          HttpStatus.FORBIDDEN_403, "loading is off here; serving.reload turns it on");
    }
    require(variables);
    return exchange.cancelWhenAnswered(
        exchange.body().thenApplyAsync(ignored -> load(), parts.workers()));
  }

  private Reply load() {
    boolean loaded = parts.reload();
    ServedModel model = parts.models().current();
    if (!loaded) {
      throw new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          Refusal.LOAD_FAILED,
          "the newest run cannot be served (the server's log says why); %s is still served"
              .formatted(model.version()));
    }
    return Reply.json(ModelMetadata.of(model));
  }
}
