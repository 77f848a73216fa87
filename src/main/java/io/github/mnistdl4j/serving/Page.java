package io.github.mnistdl4j.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page at {@code /}: a few files, read once; no path of a request ever names a file. */
final class Page {
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
          "page.css",
          "drawing.css",
          "answer.css",
          "seen.css",
          "favicon.svg",
          "page.js",
          "answer.js",
          "keyboard.js",
          "newest.js",
          "notice.js",
          "picture.js",
          "pointer.js",
          "seen.js",
          "server.js");

  private Page() {}

  static List<Route> routes() {
    return FILES.stream().flatMap(name -> route(name).stream()).toList();
  }

  private static Optional<Route> route(String name) {
    return read(name)
        .map(
            bytes ->
                Route.open(
                    "page",
                    name.equals("index.html") ? "/(?:index\\.html)?" : "/" + Pattern.quote(name),
                    Endpoint.always(Reply.of(OK, type(name), bytes))));
  }

  private static Optional<byte[]> read(String name) {
    try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    return String.valueOf(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
  }
}
