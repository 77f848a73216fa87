package io.github.mnistdl4j.serving;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The page at {@code /}: a few files, read once; no path of a request ever names a file. */
final class Page {
  private static final int OK = 200;
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "page.css", "text/css; charset=utf-8",
          "favicon.svg", "image/svg+xml");

  private Page() {}

  static List<Route> routes() {
    return TYPES.entrySet().stream().map(file -> route(file.getKey(), file.getValue())).toList();
  }

  private static Route route(String name, String type) {
    String path = name.equals("index.html") ? "/(?:index\\.html)?" : "/" + Pattern.quote(name);
    return Route.open(
        "page", path, Endpoint.always(Reply.of(OK, type, Resource.read("page/" + name))));
  }
}
