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
 * Decides which sites' pages may send requests: the server's own, whose {@code Origin} has the same
 * host and port as the header {@code Host}, and the sites of a list, which browsers are told as
 * CORS defines it (<a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, 3.3</a>).
 * Immutable.
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
              "Authorization, Content-Encoding, Content-Type, Inference-Header-Content-Length,"
                  + " X-Request-ID"),
          new PreEncodedHttpField("Access-Control-Max-Age", "600"));

  private final Set<String> allowed;

  Origins(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * Lets a request pass, and lets the page of an allowed site read its answer.
   *
   * @throws RequestException if a page of another site sent it, unless it can only read (403)
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
    } else if (isForeign(request, origin)
        && (isPreflight(request) || !SAFE.contains(request.getMethod()))) {
      throw refusal(request, origin);
    }
  }

  /** Returns the header; if there are several, all of them, which is no site's name then. */
  private static Optional<String> origin(Request request) {
    List<String> all = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
  }

  /**
   * Returns whether a page of another site sent a request. The browser's own word counts even where
   * the header {@code Origin} seems right: {@code https://localhost} is not {@code
   * http://localhost}, but a server behind a proxy cannot tell them apart.
   */
  private static boolean isForeign(Request request, Optional<String> origin) {
    String site = String.valueOf(request.getHeaders().get("Sec-Fetch-Site"));
    return FOREIGN_SITES.contains(site.toLowerCase(Locale.ROOT))
        || origin.filter(each -> !isOwn(each.toLowerCase(Locale.ROOT), request)).isPresent();
  }

  /** Accepts both schemes on a server without TLS: a proxy in front of it may have ended TLS. */
  private static boolean isOwn(String origin, Request request) {
    boolean https = origin.startsWith("https://");
    if (!https && (request.isSecure() || !origin.startsWith("http://"))) {
      return false; // "null", as of a page that is a file; or a page that anybody may have changed
    }
    String port = https ? ":443" : ":80";
    String site = origin.substring(origin.indexOf("://") + 3);
    String host = host(request);
    return !host.isEmpty() && withPort(site, port).equalsIgnoreCase(withPort(host, port));
  }

  /** Returns the header; empty for HTTP/1.0 without it. */
  private static String host(Request request) {
    return String.join(", ", request.getHeaders().getValuesList(HttpHeader.HOST));
  }

  private static String withPort(String authority, String port) {
    return authority.matches(".*:\\d+") ? authority : authority + port;
  }

  private static RequestException refusal(Request request, Optional<String> origin) {
    String sender = origin.map("a page of %.80s"::formatted).orElse("a page of another site");
    String host = host(request);
    return new RequestException(
        HttpStatus.FORBIDDEN_403,
        "%s sent this to %.80s, but only the server's own page may, and pages of the sites in serving.allowed-origins"
            .formatted(sender, host.isEmpty() ? "this server" : host));
  }

  /** Returns whether a browser asks if a page of another site may send a request. */
  static boolean isPreflight(Request request) {
    HttpFields headers = request.getHeaders();
    return request.getMethod().equals("OPTIONS")
        && headers.contains(HttpHeader.ORIGIN)
        && headers.contains("Access-Control-Request-Method");
  }

  /** Returns the answer to a browser that asks for a page which {@link #admit} let pass. */
  static Reply preflight(Response response) {
    PREFLIGHT.forEach(response.getHeaders()::put);
    return Reply.empty();
  }

  /**
   * Refuses a request that changes something if it may be a form's, sent by a browser that does not
   * say from which site (403).
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
