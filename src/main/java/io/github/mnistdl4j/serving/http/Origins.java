package io.github.mnistdl4j.serving.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Which sites' pages may send requests: the server's own, whose {@code Origin} has the same host
 * and port as the header {@code Host}, and those of a list, which are told so as CORS wants it (<a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, 3.3</a>). Immutable.
 */
final class Origins {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

  /** What a form of any site may send without asking first. */
  private static final Set<String> FORM_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Origin");
  private static final List<HttpField> PREFLIGHT =
      List.of(
          new PreEncodedHttpField("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE"),
          new PreEncodedHttpField(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Encoding, Content-Type, Inference-Header-Content-Length"),
          new PreEncodedHttpField("Access-Control-Max-Age", "600"));

  private final Set<String> allowed;

  Origins(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * Lets a request pass, and lets the page of an allowed site read its answer.
   *
   * @throws RequestException if a page of another site sent it, and it is not only to be read (403)
   */
  void admit(Request request, Response response) {
    Optional<String> origin = origin(request);
    HttpFields.Mutable answer = response.getHeaders();
    if (!allowed.isEmpty()) {
      answer.add(VARY);
    }
    if (origin.isPresent() && allowed.contains(origin.get())) {
      answer.put("Access-Control-Allow-Origin", origin.get());
      answer.put("Access-Control-Expose-Headers", "Inference-Header-Content-Length, Retry-After");
    } else if (isForeign(request, origin) && !SAFE.contains(request.getMethod())) {
      throw refusal(request, origin);
    }
  }

  /** Returns the header, all of them if there are several, which is no site's name then. */
  private static Optional<String> origin(Request request) {
    List<String> all = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
  }

  private static boolean isForeign(Request request, Optional<String> origin) {
    return origin.isPresent()
        ? !isOwn(origin.get(), request)
        : FOREIGN_SITES.contains(
            String.valueOf(request.getHeaders().get("Sec-Fetch-Site")).toLowerCase(Locale.ROOT));
  }

  /** Lets pass any scheme to a server without TLS: a proxy may have ended that. */
  private static boolean isOwn(String origin, Request request) {
    int scheme = origin.indexOf("://");
    if (scheme < 0 || (request.isSecure() && !origin.startsWith("https:"))) {
      return false; // "null", as of a page that is a file; or one that anybody may have changed
    }
    String host = request.getHeaders().get(HttpHeader.HOST);
    String port = origin.startsWith("https:") ? ":443" : ":80";
    String site = origin.substring(scheme + 3);
    return withPort(site, port).equalsIgnoreCase(withPort(String.valueOf(host), port));
  }

  private static String withPort(String authority, String port) {
    return authority.matches(".*:\\d+") ? authority : authority + port;
  }

  private static RequestException refusal(Request request, Optional<String> origin) {
    String found =
        origin
            .map(
                site ->
                    "a page of %.80s sent this to %.80s"
                        .formatted(site, request.getHeaders().get(HttpHeader.HOST)))
            .orElse("a page of another site sent this");
    return new RequestException(
        HttpStatus.FORBIDDEN_403,
        found + ", but pages of other sites may not ask; serving.allowed-origins can name sites");
  }

  /** Returns whether a browser asks if a page of another site may send a request. */
  static boolean isPreflight(Request request) {
    HttpFields headers = request.getHeaders();
    return request.getMethod().equals("OPTIONS")
        && headers.contains(HttpHeader.ORIGIN)
        && headers.contains("Access-Control-Request-Method");
  }

  /**
   * Returns the answer to what a browser asks.
   *
   * @throws RequestException if the page may not (403)
   */
  Reply preflight(Request request, Response response) {
    String origin = origin(request).orElse("");
    if (!allowed.contains(origin)) {
      throw refusal(request, Optional.of(origin));
    }
    response.getHeaders().put("Access-Control-Allow-Origin", origin);
    response.getHeaders().add(VARY);
    PREFLIGHT.forEach(response.getHeaders()::put);
    return Reply.empty();
  }

  /**
   * Refuses a request that changes something if a form may have sent it, of a browser that does not
   * say of which site (403).
   */
  static void refuseForms(Request request) {
    String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!request.getHeaders().contains(HttpHeader.ORIGIN) && FORM_TYPES.contains(plain)) {
      throw new RequestException(
          HttpStatus.FORBIDDEN_403,
          "the content type is %s, which forms of other sites can send; send no body, application/json or image/png"
              .formatted(plain));
    }
  }
}
