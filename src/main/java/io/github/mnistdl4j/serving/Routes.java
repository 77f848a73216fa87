package io.github.mnistdl4j.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which endpoint answers what. */
final class Routes {
  private static final int OK = 200;
  private static final String MODEL = "/v2/models/([^/]+)(?:/versions/([^/]+))?";

  private Routes() {}

  /** All routes of a server. */
  static List<Route> of(ServerSettings settings, ServerParts services) {
    ModelEndpoints models = new ModelEndpoints(services.models());
    PictureEndpoints pictures = services.pictures();
    boolean reload = settings.limits().reload();
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.post(
            "infer",
            MODEL + "/infer",
            new InferEndpoint(models, services.batcher(), services.limits(), services.replies())));
    routes.add(Route.post("predict", "/predict", pictures::predict));
    routes.add(Route.post("explain", "/explain", pictures::explain));
    routes.add(Route.open("live", "/v2/health/live", Endpoint.always(state("live"))));
    routes.add(Route.open("ready", "/v2/health/ready", Endpoint.always(state("ready"))));
    routes.add(Route.get("server", "/v2", Endpoint.always(server(settings))));
    routes.add(Route.get("model", MODEL, models::metadata));
    routes.add(Route.get("model-ready", MODEL + "/ready", models::ready));
    routes.add(
        Route.post(
            "load",
            "/v2/repository/models/([^/]+)/load",
            models.reload(reload, services.workers())));
    routes.add(
        Route.get(
            "metrics",
            "/metrics",
            (exchange, path) -> exchange.answer(services.metrics().reply())));
    routes.add(
        Route.get(
            "openapi",
            "/openapi\\.json",
            Endpoint.always(Reply.of(OK, "application/json", Resource.read("openapi.json")))));
    routes.addAll(DrawPage.routes());
    return List.copyOf(routes);
  }

  private static Reply state(String name) {
    return Reply.json(Map.of(name, true));
  }

  private static Reply server(ServerSettings settings) {
    return Reply.json(
        Map.of("name", "mnist-dl4j", "version", settings.version(), "extensions", List.of()));
  }
}
