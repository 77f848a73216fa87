package io.github.mnistdl4j.serving;

import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Why a server cannot listen, in words. */
final class ListenFailure {
  private static final int FIRST_FREE_PORT = 1024;

  private ListenFailure() {}

  static ServingException explain(ServerSettings settings, Exception failure) {
    @Nullable Throwable cause = failure;
    while (cause != null
        && !(cause instanceof SocketException)
        && !(cause instanceof UnresolvedAddressException)) {
      cause = cause.getCause();
    }
    return new ServingException(
        "Cannot listen on port %d of %s: %s"
            .formatted(settings.port(), settings.host(), reason(failure, cause)),
        failure);
  }

  private static String reason(Exception failure, @Nullable Throwable cause) {
    if (cause instanceof UnresolvedAddressException) {
      return "there is no such host. Choose an address of this machine with --host.";
    }
    String found = String.valueOf(cause == null ? failure : cause.getMessage());
    if (found.contains("in use")) {
      return "something else does. Stop it, or choose another with --port (0: any that is free).";
    }
    if (found.contains("Permission denied")) {
      return "only root may. Choose a --port from %d on.".formatted(FIRST_FREE_PORT);
    }
    if (found.contains("Cannot assign")) {
      return "this machine does not have that address. Choose one with --host.";
    }
    return found + ".";
  }
}
