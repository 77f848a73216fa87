package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import java.util.Optional;

/**
 * What a file must be, byte for byte.
 *
 * @param bytes its size, unpacked
 * @param sha256 SHA-256 of the unpacked bytes, 64 lower-case hexadecimal digits; empty: not known
 * @param packedName what the packed file is called where it can be had; empty: as the part
 * @param packedSha256 SHA-256 of the packed file; empty: not known
 */
record Fingerprint(long bytes, String sha256, String packedName, String packedSha256) {

  /** Describes a file of which the unpacked bytes are known. */
  Fingerprint(long bytes, String sha256) {
    this(bytes, sha256, "", "");
  }

  /** Returns whether the unpacked bytes are known. */
  boolean isKnown() {
    return !sha256.isEmpty();
  }

  /** Returns the name of the packed file. */
  String packedName(IdxPart part) {
    return packedName.isEmpty() ? part.fileName() + ".gz" : packedName;
  }

  /** Returns the difference as a clause; empty if size and hash are the expected ones. */
  Optional<String> mismatch(long foundBytes, String foundSha256) {
    if (bytes == foundBytes && (sha256.equals(foundSha256) || !isKnown())) {
      return Optional.empty();
    }
    return Optional.of(
        isKnown()
            ? "has SHA-256 %s and %d bytes, but %s and %d bytes were expected"
                .formatted(foundSha256, foundBytes, sha256, bytes)
            : "has %d bytes, but %d were expected".formatted(foundBytes, bytes));
  }

  /** Returns the difference of a packed file as a clause; empty if there is none. */
  Optional<String> packedMismatch(String found) {
    return packedSha256.isEmpty() || packedSha256.equals(found)
        ? Optional.empty()
        : Optional.of("has SHA-256 %s packed, but %s was expected".formatted(found, packedSha256));
  }
}
