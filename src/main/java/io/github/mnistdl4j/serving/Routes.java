package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.RequestException;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;

/** Which endpoint answers what. */
final class Routes {
  private static final String MODEL = "/v2/models/{name}";

  private Routes() {}

  /** Returns all routes of a server. */
  static List<Route> of(ServerSettings settings, ServerParts parts) {
    List<Route> routes = new ArrayList<>(StaticFiles.routes());
    routes.add(Route.open("live", "/v2/health/live", always(Map.of("live", true))));
    routes.add(Route.open("ready", "/v2/health/ready", always(Map.of("ready", true))));
    routes.add(Route.get("server", "/v2", always(server(settings))));
    routes.add(
        Route.get("metrics", "/metrics", Endpoint.immediate(variables -> parts.metrics().reply())));
    PictureEndpoints pictures = new PictureEndpoints(parts);
    routes.add(Route.post("predict", "/predict", pictures::predict));
    routes.add(Route.post("explain", "/explain", pictures::explain));
    ModelEndpoints models = new ModelEndpoints(parts);
    Endpoint load = settings.limits().reload() ? models::load : Routes::refuseToLoad;
    routes.add(Route.post("load", "/v2/repository/models/{name}/load", load));
    for (String model : List.of(MODEL, MODEL + "/versions/{version}")) {
      routes.add(Route.get("model", model, Endpoint.immediate(models::metadata)));
      routes.add(Route.get("model-ready", model + "/ready", Endpoint.immediate(models::ready)));
      routes.add(Route.post("infer", model + "/infer", models::infer));
    }
    return routes;
  }

  private static CompletableFuture<Reply> refuseToLoad(
      Exchange exchange, Map<String, String> variables) {
    throw new RequestException(
        HttpStatus.FORBIDDEN_403, "loading is off here; serving.reload turns it on");
  }

  private static Endpoint always(Map<String, ?> content) {
    Reply reply = Reply.json(content);
    return Endpoint.immediate(variables -> reply);
  }

  private static Map<String, ?> server(ServerSettings settings) {
    return Map.of("name", "mnist-dl4j", "version", settings.version(), "extensions", List.of());
  }
}
