package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands each request to its endpoint, if it may pass. */
final class Router extends Handler.Abstract {
  private static final Set<String> OWN_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");
  private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

  private final List<Route> routes;
  private final Optional<BearerToken> token;
  private final ServingConfig config;
  private final SlowClients slowClients;
  private final boolean local;

  /**
   * A router.
   *
   * @param local whether only this machine can reach it
   */
  Router(
      List<Route> routes,
      Optional<BearerToken> token,
      ServingConfig config,
      SlowClients slowClients,
      boolean local) {
    this.routes = routes;
    this.token = token;
    this.config = config;
    this.slowClients = slowClients;
    this.local = local;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    slowClients.arrived(request);
    Exchange exchange = new Exchange(request, response, callback);
    SecurityHeaders.addTo(response.getHeaders());
    try {
      exchange.limitTime(config.requestTimeout());
      route(exchange);
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
    return true;
  }

  /**
   * Whoever reads the answers in this machine's browser must be the page: a foreign page's name may
   * be made to point to this machine, or it may send a form here.
   */
  private void refuseForeignPages(Exchange exchange) {
    String name = Request.getServerName(exchange.request());
    if (local && token.isEmpty() && !OWN_NAMES.contains(name)) {
      throw new RequestException(
          RequestException.FORBIDDEN,
          "without a token this server answers only as localhost, 127.0.0.1 or [::1]");
    }
    boolean posts = exchange.request().getMethod().equals("POST");
    if (posts && "cross-site".equals(exchange.request().getHeaders().get(SEC_FETCH_SITE))) {
      throw new RequestException(
          RequestException.FORBIDDEN, "pages of other sites may not ask this server");
    }
  }

  private void route(Exchange exchange) {
    refuseForeignPages(exchange);
    String path = String.valueOf(exchange.request().getHttpURI().getDecodedPath());
    List<Route> matching = routes.stream().filter(r -> r.match(path).isPresent()).toList();
    Optional<Route> found =
        matching.stream().filter(r -> r.allows(exchange.request().getMethod())).findFirst();
    found.ifPresent(r -> exchange.request().setAttribute(Route.class.getName(), r.name()));
    authorize(exchange, found);
    Route route = found.orElseThrow(() -> unknown(exchange, path, matching));
    route.endpoint().answer(exchange, route.match(path).orElseThrow());
  }

  /** The name of the endpoint that answered a request. */
  static String routeOf(Request request) {
    Object name = request.getAttribute(Route.class.getName());
    return name == null ? "none" : name.toString();
  }

  private void authorize(Exchange exchange, Optional<Route> route) {
    boolean open = route.map(Route::open).orElse(false);
    String authorization = exchange.header(HttpHeader.AUTHORIZATION);
    if (!open && token.isPresent() && !token.get().allows(authorization)) {
      exchange.setHeader(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"mnist-dl4j\"");
      throw new RequestException(
          RequestException.UNAUTHORIZED,
          authorization.isEmpty()
              ? "needs the header \"Authorization: Bearer TOKEN\""
              : "the token is not the right one");
    }
  }

  private static RequestException unknown(Exchange exchange, String path, List<Route> matching) {
    if (matching.isEmpty()) {
      return new RequestException(
          RequestException.NOT_FOUND, "nothing is here; /openapi.json lists what there is");
    }
    String allowed = matching.stream().map(Route::method).collect(Collectors.joining(", "));
    exchange.setHeader(HttpHeader.ALLOW, allowed);
    return new RequestException(
        RequestException.METHOD_NOT_ALLOWED, "%s takes %s only".formatted(path, allowed));
  }
}
