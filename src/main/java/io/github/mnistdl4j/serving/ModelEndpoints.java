package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.MnistDl4jException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v2/models/NAME…}: facts about the model. The path's variables are name and version. */
final class ModelEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(ModelEndpoints.class);

  private final Models models;

  ModelEndpoints(Models models) {
    this.models = models;
  }

  /**
   * Checks that a path names the model that is served.
   *
   * @param variables its name and, unless empty, its version
   * @throws RequestException if not
   */
  ServedModel require(List<String> variables) {
    return require(models.current(), variables);
  }

  /** The same for a model that may have been replaced meanwhile. */
  static ServedModel require(ServedModel model, List<String> variables) {
    if (!variables.get(0).equals(model.name())) {
      throw notFound("model", variables.get(0), model.name());
    }
    String version = variables.size() > 1 ? variables.get(1) : "";
    if (!version.isEmpty() && !version.equals(model.version())) {
      throw notFound("version", version, model.version());
    }
    return model;
  }

  private static RequestException notFound(String what, String asked, String served) {
    return new RequestException(
        RequestException.NOT_FOUND,
        "there is no %s \"%.80s\" here, but \"%s\"".formatted(what, asked, served));
  }

  void metadata(Exchange exchange, List<String> variables) {
    exchange.answer(Reply.json(ModelMetadata.of(require(variables))));
  }

  void ready(Exchange exchange, List<String> variables) {
    ServedModel model = require(variables);
    exchange.answer(Reply.json(Map.of("name", model.name(), "ready", true)));
  }

  /** Loads the newest run. */
  Endpoint reload(boolean enabled, Executor executor) {
    return (exchange, variables) -> {
      if (!enabled) {
        throw new RequestException(
            RequestException.FORBIDDEN, "loading is off here; serving.reload turns it on");
      }
      require(variables);
      exchange.follow(
          exchange.onWorker(
              executor, () -> exchange.answer(Reply.json(ModelMetadata.of(reload())))));
    };
  }

  private ServedModel reload() {
    try {
      return models.reload();
    } catch (MnistDl4jException e) { // its message may have paths
      LOG.error("The newest run cannot be served: {}", e.getMessage());
      throw new RequestException(
          RequestException.UNAVAILABLE,
          "the newest run cannot be served (the server's log says why); %s goes on"
              .formatted(models.current().version()));
    }
  }
}
