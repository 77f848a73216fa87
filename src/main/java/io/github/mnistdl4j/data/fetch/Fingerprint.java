package io.github.mnistdl4j.data.fetch;

import java.util.Optional;

/**
 * What a file must be, byte for byte.
 *
 * @param bytes its size, unpacked
 * @param sha256 SHA-256 of the unpacked bytes, 64 lower-case hexadecimal digits
 */
record Fingerprint(long bytes, String sha256) {

  /** Returns the difference as a clause; empty if size and hash are the expected ones. */
  Optional<String> mismatch(long foundBytes, String foundSha256) {
    if (bytes == foundBytes && sha256.equals(foundSha256)) {
      return Optional.empty();
    }
    return Optional.of(
        "has SHA-256 %s and %d bytes, but %s and %d bytes were expected"
            .formatted(foundSha256, foundBytes, sha256, bytes));
  }
}
