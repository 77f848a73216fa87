package io.github.mnistdl4j.serving.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Passes each request to its endpoint, unless it must be refused. */
final class Router extends Handler.Abstract {
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");

  /** The routes of each path, one for each method. */
  private final PathMappings<List<Route>> routes = new PathMappings<>();

  private final ServerSettings settings;
  private final RequestResources shared;
  private final Origins origins;

  /** The names to which to answer; empty: all. */
  private final Set<String> ownNames;

  Router(List<Route> routes, ServerSettings settings, RequestResources shared) {
    routes.stream()
        .collect(Collectors.groupingBy(route -> route.path().getDeclaration()))
        .values()
        .forEach(same -> this.routes.put(same.get(0).path(), same));
    this.settings = settings;
    this.shared = shared;
    this.origins = new Origins(settings.limits().allowedOrigins());
    this.ownNames = settings.isOpenToBrowsersHere() ? ownNames(settings.hostInUrls()) : Set.of();
  }

  /** Returns the names of the loopback interface, and the one that the operator chose. */
  private static Set<String> ownNames(String host) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(LOOPBACK_NAMES);
    names.add(host);
    return names;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    shared.connections().arrived(request);
    SecurityHeaders.addTo(response.getHeaders());
    Exchange exchange = new Exchange(request, shared);
    exchange.answer(() -> route(exchange, response), response, callback);
    return true;
  }

  private CompletableFuture<Reply> route(Exchange exchange, Response response) {
    Request request = exchange.request();
    refusePlain(request);
    refuseForeignNames(request);
    origins.admit(request, response);
    if (Origins.isPreflight(request)) {
      return CompletableFuture.completedFuture(Origins.preflight(response));
    }
    String path = request.getHttpURI().getCanonicalPath();
    @Nullable MatchedResource<List<Route>> match = routes.getMatched(String.valueOf(path));
    List<Route> there = match == null ? List.of() : match.getResource();
    @Nullable Route found = Route.allowing(request.getMethod(), there);
    if (found != null) {
      request.setAttribute(Route.class.getName(), found);
    }
    if (found == null || !found.open()) {
      authorize(exchange.header(HttpHeader.AUTHORIZATION), response);
    }
    if (found == null) {
      throw refusal(path, there, response);
    }
    shared.connections().admit(request, found.kind());
    if (found.kind() == RouteKind.CHANGE) {
      Origins.refuseForms(request);
    }
    return found.endpoint().answer(exchange, found.variables(path));
  }

  private static RequestException refusal(String path, List<Route> there, Response response) {
    if (there.isEmpty()) {
      return new RequestException(
          HttpStatus.NOT_FOUND_404, "not found; /openapi.json lists all paths");
    }
    String methods =
        there.stream().flatMap(route -> route.methods().stream()).collect(Collectors.joining(", "));
    response.getHeaders().put(HttpHeader.ALLOW, methods);
    return new RequestException(
        HttpStatus.METHOD_NOT_ALLOWED_405,
        "%s takes %s only".formatted(path, methods.replaceFirst(", (\\w+)$", " and $1")));
  }

  /** Does not redirect: programs would send their token in clear each time, unnoticed. */
  private void refusePlain(Request request) {
    if (settings.certificate().isPresent() && !request.isSecure()) {
      throw new RequestException(
          HttpStatus.BAD_REQUEST_400,
          "this port takes TLS only, but this request came as plain HTTP; ask https://… instead");
    }
  }

  /** Refuses names of other sites, which can be made to point to this machine (DNS rebinding). */
  private void refuseForeignNames(Request request) {
    if (!ownNames.isEmpty() && !ownNames.contains(Request.getServerName(request))) {
      throw new RequestException(
          HttpStatus.FORBIDDEN_403,
          "without a token this server answers only as localhost, 127.0.0.1, [::1] or the name given with --host");
    }
  }

  private void authorize(String authorization, Response response) {
    if (settings.token().isPresent() && !settings.token().get().allows(authorization)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"mnist-dl4j\"");
      throw new RequestException(
          HttpStatus.UNAUTHORIZED_401,
          authorization.isEmpty()
              ? "this needs the header \"Authorization: Bearer TOKEN\""
              : "the token is wrong");
    }
  }
}
