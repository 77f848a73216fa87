package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.RouteKind;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which endpoint answers what. */
final class Routes {
  private static final String MODEL = "/v2/models/{name}";
  private static final String CORRECTION = "/corrections/{id}";

  private Routes() {}

  static List<Route> of(ServerSettings settings, ServerParts parts, ListedRuns runs) {
    Map<String, ?> server =
        Map.of(
            "name",
            "mnist-dl4j",
            "version",
            settings.version(),
            "extensions",
            List.of("classification", "binary_tensor_data", "model_configuration", "statistics"));
    List<Route> routes = new ArrayList<>(StaticFiles.routes());
    routes.add(
        Route.open("live", "/v2/health/live", always(Map.of("live", true)))
            .as(RouteKind.SUPERVISION));
    routes.add(
        Route.open("ready", "/v2/health/ready", always(Map.of("ready", true)))
            .as(RouteKind.READINESS));
    routes.add(Route.get("server", "/v2", always(server)));
    routes.add(Route.get("server", "/v2/", always(server)));
    routes.add(
        Route.get("metrics", "/metrics", Endpoint.immediate(variables -> parts.metrics().reply()))
            .as(RouteKind.SUPERVISION));
    PictureEndpoints pictures = new PictureEndpoints(parts);
    routes.add(Route.post("predict", "/predict", pictures::predict));
    routes.add(Route.post("read", "/read", pictures::read));
    routes.add(Route.post("explain", "/explain", pictures::explain));
    routes.add(Route.post("inside", "/inside", pictures::inside));
    addCorrections(routes, new CorrectionEndpoints(parts, settings, pictures));
    routes.add(Route.get("examples", "/examples", new Examples(parts)::list));
    routes.addAll(runs.routes(settings));
    addModel(routes, new ModelEndpoints(parts, settings, runs.areLinked(settings)));
    return routes;
  }

  private static void addCorrections(List<Route> routes, CorrectionEndpoints corrections) {
    routes.add(Route.get("corrections", "/corrections", corrections::list));
    routes.add(Route.post("corrections", "/corrections", corrections::keep).as(RouteKind.CHANGE));
    routes.add(Route.get("corrections", CORRECTION, corrections::picture));
    routes.add(Route.delete("corrections", CORRECTION, corrections::delete));
  }

  private static void addModel(List<Route> routes, ModelEndpoints models) {
    routes.add(Route.get("model", "/model", Endpoint.immediate(models::served)));
    routes.add(Route.get("about", "/about", Endpoint.immediate(models::about)));
    routes.add(Route.get("units", "/units", Endpoint.immediate(models::units)));
    routes.add(Route.get("report", "/report.html", models::report));
    routes.add(
        Route.post("load", "/v2/repository/models/{name}/load", models::load).as(RouteKind.CHANGE));
    routes.add(Route.get("statistics", "/v2/models/stats", Endpoint.immediate(models::statistics)));
    routes.add(Route.post("index", "/v2/repository/index", Endpoint.immediate(models::index)));
    for (String model : List.of(MODEL, MODEL + "/versions/{version}")) {
      routes.add(Route.get("model", model, Endpoint.immediate(models::metadata)));
      routes.add(
          Route.get("model-ready", model + "/ready", Endpoint.immediate(models::ready))
              .as(RouteKind.READINESS));
      routes.add(Route.get("config", model + "/config", Endpoint.immediate(models::configuration)));
      routes.add(Route.get("statistics", model + "/stats", Endpoint.immediate(models::statistics)));
      routes.add(Route.post("infer", model + "/infer", models::infer));
    }
  }

  private static Endpoint always(Map<String, ?> content) {
    Reply reply = Reply.json(content);
    return Endpoint.immediate(variables -> reply);
  }
}
