package io.github.mnistdl4j.data.fetch;

import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, which
 * Java does not read by itself. In lower case they take precedence, as in curl.
 *
 * @param environment all environment variables
 */
record ProxyVariables(Map<String, String> environment) {
  private static final int USUAL_PORT = 80;

  /** Scheme, user and password, host (of IPv6 in brackets), port. */
  private static final Pattern PROXY =
      Pattern.compile("(?:(\\w+)://)?(?:(.*)@)?(\\[[^]]+]|[^:/@\\[\\]]+)(?::(\\d{1,5}))?/?");

  /**
   * Returns the proxy through which an address is asked; empty: none.
   *
   * @throws HttpFailure if the variable names none
   */
  Optional<HttpProxy> of(URI address) throws HttpFailure {
    String name = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT) + "_proxy";
    Optional<String> variable = given(name);
    if (variable.isEmpty() || isExcepted(address)) {
      return Optional.empty();
    }
    return Optional.of(proxy(variable.get(), environment.getOrDefault(variable.get(), "")));
  }

  private Optional<String> given(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(each -> !environment.getOrDefault(each, "").isBlank())
        .findFirst();
  }

  private static HttpProxy proxy(String variable, String value) throws HttpFailure {
    Matcher parts = PROXY.matcher(value.strip());
    boolean usable = parts.matches() && List.of("null", "http").contains(scheme(parts));
    int port = !usable || parts.group(4) == null ? USUAL_PORT : Integer.parseInt(parts.group(4));
    if (!usable || port < 1 || port > 65_535) {
      throw HttpFailure.refused(
          "the environment variable %s is not of the form http://user:password@host:port; correct or unset it"
              .formatted(variable));
    }
    String host = parts.group(3).replaceAll("[\\[\\]]", "");
    return new HttpProxy(
        variable, host, port, Optional.ofNullable(parts.group(2)).map(ProxyVariables::user));
  }

  private static String scheme(Matcher parts) {
    return String.valueOf(parts.group(1)).toLowerCase(Locale.ROOT);
  }

  private static PasswordAuthentication user(String userAndPassword) {
    String[] both = userAndPassword.split(":", 2);
    String password = both.length > 1 ? decoded(both[1]) : "";
    return new PasswordAuthentication(decoded(both[0]), password.toCharArray());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that begins no code
    }
  }

  /** Returns whether {@code NO_PROXY} lists the host, a domain around it, or {@code *}. */
  private boolean isExcepted(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    String listed = given("no_proxy").map(environment::get).orElse("");
    return Arrays.stream(listed.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .anyMatch(entry -> covers(entry, host, port));
  }

  private static boolean covers(String entry, String host, int port) {
    Matcher parts =
        Pattern.compile("(?:\\*?\\.)?(\\*|\\[[^]]+]|[^:]+|.*:.*:.*?)(?::(\\d+))?").matcher(entry);
    if (!parts.matches() || (parts.group(2) != null && !parts.group(2).equals(port + ""))) {
      return false;
    }
    String domain = parts.group(1).replaceAll("[\\[\\]]", "");
    String plain = host.replaceAll("[\\[\\]]", "");
    return domain.equals("*") || plain.equals(domain) || plain.endsWith("." + domain);
  }
}
