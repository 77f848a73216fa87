package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.config.ServingConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server listens, and whom it answers.
 *
 * @param host a name or address of this machine
 * @param port 0: any that is free
 * @param token that requests must carry; empty: none
 * @param certificate for TLS; empty: plain HTTP
 * @param version of this program, as clients are told
 */
public record ServerSettings(
    String host,
    int port,
    ServingConfig limits,
    Optional<BearerToken> token,
    Optional<ServerCertificate> certificate,
    String version) {
  /** Largest size in bytes of a request's line and headers together. */
  static final int HEADER_BYTES = 8192;

  /** After a request's time is over: to write its answer and log it, on a busy machine, too. */
  private static final long ANSWER_SECONDS = 5;

  /** Creates the settings of a server without TLS, whatever the configuration says. */
  public ServerSettings(
      String host, int port, ServingConfig limits, Optional<BearerToken> token, String version) {
    this(host, port, limits, token, Optional.empty(), version);
  }

  /** Returns the host as URLs have it: an IPv6 address in brackets. */
  String hostInUrls() {
    return host.matches("[^\\[].*:.*") ? "[" + host + "]" : host;
  }

  /** Returns whether anyone who can reach this machine may ask it anything. */
  public boolean isOpenToAll() {
    return token.isEmpty() && !isLocal();
  }

  /**
   * Returns whether only this machine can reach it, but any page in a browser here could, by a name
   * that was made to point to it. With TLS, the certificate would not match that name.
   */
  boolean isOpenToBrowsersHere() {
    return isLocal() && token.isEmpty() && certificate.isEmpty();
  }

  /** Returns whether the token may cross a network unencrypted, unless a proxy prevents that. */
  public boolean sendsTokenInClear() {
    return token.isPresent() && !isLocal() && certificate.isEmpty();
  }

  /** Returns for how long at most a server that ends answers the requests that have arrived. */
  public Duration timeToAnswer() {
    return Duration.ofSeconds(limits.requestTimeout() + ANSWER_SECONDS);
  }

  private boolean isLocal() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // it will not listen there
    }
  }
}
