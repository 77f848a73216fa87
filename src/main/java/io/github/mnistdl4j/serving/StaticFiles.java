package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.MimeTypes;

/**
 * The page at {@code /} and the description of the API: a few files that come with the program,
 * read once; no path of a request ever names a file.
 */
final class StaticFiles {
  private static final List<String> PAGE =
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

  private StaticFiles() {}

  static List<Route> routes() {
    Stream<Route> page =
        PAGE.stream().map(name -> Route.open("page", "/" + name, file("page/" + name)));
    return Stream.concat(
            page,
            Stream.of(
                Route.open("page", "/", file("page/index.html")),
                Route.get("openapi", "/openapi.json", file("openapi.json"))))
        .toList();
  }

  private static Endpoint file(String name) {
    String type = MimeTypes.DEFAULTS.getMimeByExtension(name);
    Reply reply = Reply.of(type.startsWith("text/") ? type + "; charset=utf-8" : type, read(name));
    return Endpoint.immediate(variables -> reply);
  }

  private static byte[] read(String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
