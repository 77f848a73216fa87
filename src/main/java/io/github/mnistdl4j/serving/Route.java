package io.github.mnistdl4j.serving;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which requests an endpoint answers.
 *
 * @param name of the endpoint, in metrics and the access log
 * @param path of the URL; groups are variables
 * @param open whether it needs no token
 */
record Route(String name, String method, Pattern path, boolean open, Endpoint endpoint) {

  static Route open(String name, String path, Endpoint endpoint) {
    return new Route(name, "GET", Pattern.compile(path), true, endpoint);
  }

  static Route get(String name, String path, Endpoint endpoint) {
    return new Route(name, "GET", Pattern.compile(path), false, endpoint);
  }

  static Route post(String name, String path, Endpoint endpoint) {
    return new Route(name, "POST", Pattern.compile(path), false, endpoint);
  }

  /** The variables in a path; empty if it is none of this route. */
  Optional<List<String>> match(String decodedPath) {
    Matcher matcher = path.matcher(decodedPath);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.rangeClosed(1, matcher.groupCount())
            .mapToObj(matcher::group)
            .map(group -> group == null ? "" : group)
            .toList());
  }

  boolean allows(String requested) {
    return requested.equals(method) || (requested.equals("HEAD") && method.equals("GET"));
  }
}
