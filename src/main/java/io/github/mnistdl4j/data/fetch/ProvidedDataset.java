package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The four unpacked, verified files of a data set.
 *
 * @param directory holds them under {@link IdxPart#fileName()}; may be read-only
 * @param source which source served, in words
 * @param sha256 each file's name and the SHA-256 of its bytes, in the order of {@link IdxPart}
 */
public record ProvidedDataset(Path directory, String source, Map<String, String> sha256) {
  public ProvidedDataset {
    sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
  }
}
