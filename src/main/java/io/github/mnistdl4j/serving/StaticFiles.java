package io.github.mnistdl4j.serving;

import static java.util.Objects.requireNonNull;

import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.IOUtils;
import org.eclipse.jetty.http.MimeTypes;

/**
 * The page at {@code /} and the description of the API: a few files that come with the program,
 * read once; no path of a request ever names a file.
 */
final class StaticFiles {
  private static final List<String> STYLES =
      List.of("page", "drawing", "answer", "parts", "seen", "inside");
  private static final List<String> SCRIPTS =
      List.of(
          "page",
          "about",
          "answer",
          "correction",
          "examples",
          "inside",
          "kept",
          "keyboard",
          "newest",
          "notice",
          "parts",
          "path",
          "picture",
          "pointer",
          "seen",
          "server",
          "share");

  private StaticFiles() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(page("/", "index.html"));
    routes.add(page("/index.html", "index.html"));
    routes.add(page("/favicon.svg", "favicon.svg"));
    STYLES.forEach(name -> routes.add(page("/" + name + ".css", name + ".css")));
    SCRIPTS.forEach(name -> routes.add(page("/" + name + ".js", name + ".js")));
    routes.add(Route.get("openapi", "/openapi.json", file("openapi.json")));
    return routes;
  }

  private static Route page(String path, String name) {
    return Route.open("page", path, file("page/" + name));
  }

  private static Endpoint file(String name) {
    String type = MimeTypes.DEFAULTS.getMimeByExtension(name);
    Reply reply = Reply.of(type.startsWith("text/") ? type + "; charset=utf-8" : type, read(name));
    return Endpoint.immediate(variables -> reply);
  }

  private static byte[] read(String name) {
    try {
      return IOUtils.toByteArray(requireNonNull(StaticFiles.class.getResource(name), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
