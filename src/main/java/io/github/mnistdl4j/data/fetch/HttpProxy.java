package io.github.mnistdl4j.data.fetch;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that an environment variable names.
 *
 * @param variable the variable's name
 * @param user with a password, which is never printed
 */
record HttpProxy(String variable, String host, int port, Optional<PasswordAuthentication> user) {
  /** The JDK sends no passwords to proxies for HTTPS, unless this has another value. */
  private static final String REFUSED = "jdk.http.auth.tunneling.disabledSchemes";

  /** Returns the proxy in the form of the JDK, which looks up its address. */
  Proxy address() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  /**
   * Returns what answers when the proxy, and nobody else, asks who is there. It answers once: a
   * wrong password sent again and again may lock the user out.
   */
  Authenticator authenticator() {
    if (user.isPresent() && System.getProperty(REFUSED) == null) {
      System.setProperty(REFUSED, ""); // whoever writes a password into the variable wants it sent
    }
    AtomicBoolean answered = new AtomicBoolean();
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        boolean answers = getRequestorType() == RequestorType.PROXY && !answered.getAndSet(true);
        return answers ? user.orElse(null) : null;
      }
    };
  }

  /** Returns the proxy in words, without user and password. */
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return "the proxy http://%s:%d (%s)".formatted(shown, port, variable);
  }
}
