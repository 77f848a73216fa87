package io.github.mnistdl4j.serving;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The page at {@code /}: a few files, read once; no path of a request ever names a file. */
final class DrawPage {
  private static final int OK = 200;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");
  private static final List<String> FILES =
      List.of(
          "index.html",
          "favicon.svg",
          "page.css",
          "drawing.css",
          "answer.css",
          "seen.css",
          "page.js",
          "answer.js",
          "keyboard.js",
          "newest.js",
          "notice.js",
          "picture.js",
          "pointer.js",
          "seen.js",
          "server.js");

  private DrawPage() {}

  static List<Route> routes() {
    return FILES.stream().map(DrawPage::route).toList();
  }

  private static Route route(String name) {
    String path = name.equals("index.html") ? "/(?:index\\.html)?" : "/" + Pattern.quote(name);
    String type = String.valueOf(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    return Route.open(
        "page", path, Endpoint.always(Reply.of(OK, type, Resource.read("page/" + name))));
  }
}
