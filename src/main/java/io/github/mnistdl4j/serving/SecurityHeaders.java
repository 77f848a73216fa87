package io.github.mnistdl4j.serving;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** What browsers are told, with every answer: the page needs nothing from elsewhere. */
final class SecurityHeaders {
  private static final List<HttpField> FIELDS =
      List.of(
          field(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'"),
          field("X-Content-Type-Options", "nosniff"),
          field("X-Frame-Options", "DENY"),
          field("Referrer-Policy", "no-referrer"),
          field(
              "Permissions-Policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"),
          field("Cross-Origin-Opener-Policy", "same-origin"),
          field("Cross-Origin-Embedder-Policy", "require-corp"),
          field("Cross-Origin-Resource-Policy", "same-origin"),
          new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));

  private SecurityHeaders() {}

  private static HttpField field(String name, String value) {
    return new PreEncodedHttpField(name, value);
  }

  static void addTo(HttpFields.Mutable headers) {
    FIELDS.forEach(headers::put);
  }
}
