package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.config.ServingConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a server listens, and to whom.
 *
 * @param host a name or address of this machine
 * @param port 0: any that is free
 * @param token that requests must carry; empty: none
 * @param version of this program, as clients are told
 */
public record ServerSettings(
    String host, int port, ServingConfig limits, Optional<BearerToken> token, String version) {

  /** Returns whether anyone who can reach this machine may ask it anything. */
  public boolean isOpenToAll() {
    return token.isEmpty() && !isLocal();
  }

  /** Returns whether only this machine can reach it. */
  boolean isLocal() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // it will not listen there
    }
  }
}
