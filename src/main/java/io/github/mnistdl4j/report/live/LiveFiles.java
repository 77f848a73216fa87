package io.github.mnistdl4j.report.live;

import static java.util.Objects.requireNonNull;

import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.IOUtils;

/** The files of the page, which come with the program; no path of a request names a file. */
final class LiveFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Those of the page to draw on, whose colours and letters this page has, too. */
  private static final List<String> SHARED = List.of("page.css", "favicon.svg");

  private static final List<String> OWN =
      List.of("live.css", "live.js", "chart.js", "answers.js", "numbers.js", "progress.js");

  private LiveFiles() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(route("/", "index.html"));
    OWN.forEach(name -> routes.add(route("/" + name, name)));
    SHARED.forEach(
        name -> routes.add(route("/" + name, "/io/github/mnistdl4j/serving/page/" + name)));
    return routes;
  }

  private static Route route(String path, String resource) {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    Reply reply = Reply.of(requireNonNull(type, resource), read(resource));
    return Route.open("page", path, Endpoint.immediate(variables -> reply));
  }

  private static byte[] read(String name) {
    try {
      return IOUtils.toByteArray(requireNonNull(LiveFiles.class.getResource(name), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
