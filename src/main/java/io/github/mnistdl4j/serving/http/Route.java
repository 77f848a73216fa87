package io.github.mnistdl4j.serving.http;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/**
 * Tells which requests an endpoint answers.
 *
 * @param name of the endpoint, in metrics and the access log
 * @param path of the URL, such as {@code /v2/models/{name}}
 * @param open whether it needs no token
 * @param kind what it is for
 */
public record Route(
    String name,
    String method,
    UriTemplatePathSpec path,
    boolean open,
    Endpoint endpoint,
    RouteKind kind) {

  /** Returns a route for GET and HEAD that needs no token. */
  public static Route open(String name, String path, Endpoint endpoint) {
    return new Route(name, "GET", new UriTemplatePathSpec(path), true, endpoint, RouteKind.WORK);
  }

  /** Returns a route for GET and HEAD. */
  public static Route get(String name, String path, Endpoint endpoint) {
    return new Route(name, "GET", new UriTemplatePathSpec(path), false, endpoint, RouteKind.WORK);
  }

  /** Returns a route for POST. */
  public static Route post(String name, String path, Endpoint endpoint) {
    return new Route(name, "POST", new UriTemplatePathSpec(path), false, endpoint, RouteKind.WORK);
  }

  /** Returns a route for DELETE. */
  public static Route delete(String name, String path, Endpoint endpoint) {
    UriTemplatePathSpec spec = new UriTemplatePathSpec(path);
    return new Route(name, "DELETE", spec, false, endpoint, RouteKind.CHANGE);
  }

  /** Returns this route, for another purpose than work. */
  public Route as(RouteKind other) {
    return new Route(name, method, path, open, endpoint, other);
  }

  /** Returns the name of the route that a request took, or {@code none}. */
  public static String nameOf(Request request) {
    return request.getAttribute(Route.class.getName()) instanceof Route route ? route.name : "none";
  }

  /** Returns the methods that it answers; HEAD wherever GET. */
  List<String> methods() {
    return method.equals("GET") ? List.of(method, "HEAD") : List.of(method);
  }

  /** Returns the first of a path's routes that answers a method; null if none does. */
  static @Nullable Route allowing(String requested, List<Route> routes) {
    for (Route route : routes) {
      if (route.methods().contains(requested)) {
        return route;
      }
    }
    return null;
  }

  /** Returns the variables in a path that matches this route's. */
  Map<String, String> variables(String matching) {
    Map<String, String> variables = path.getPathParams(matching);
    variables.replaceAll((variable, value) -> URIUtil.decodePath(value));
    return variables;
  }
}
