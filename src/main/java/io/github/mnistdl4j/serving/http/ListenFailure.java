package io.github.mnistdl4j.serving.http;

import java.nio.channels.UnresolvedAddressException;

/** Why a server cannot listen, in words. */
final class ListenFailure {
  private ListenFailure() {}

  static ServingException explain(ServerSettings settings, Exception failure) {
    return new ServingException(
        "Cannot listen on port %d of %s: %s"
            .formatted(settings.port(), settings.host(), reason(failure)),
        failure);
  }

  private static String reason(Throwable failure) {
    if (failure.getCause() != null) {
      return reason(failure.getCause());
    }
    if (failure instanceof UnresolvedAddressException) {
      return "there is no such host. Choose an address of this machine with --host.";
    }
    String found = String.valueOf(failure.getMessage());
    if (found.contains("in use")) {
      return "another program does. Stop it, or choose another --port (0: any that is free).";
    }
    if (found.contains("Permission denied")) {
      return "only root may. Choose a --port of 1024 or above.";
    }
    if (found.contains("Cannot assign")) {
      return "this machine does not have that address. Choose one with --host.";
    }
    return found + ".";
  }
}
