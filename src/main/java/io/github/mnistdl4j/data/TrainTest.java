package io.github.mnistdl4j.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data set in memory.
 *
 * @param train images to learn from
 * @param test images to evaluate on
 * @param source where they came from, in words
 * @param sha256 each file's name and the SHA-256 of its unpacked bytes, in a fixed order
 */
public record TrainTest(Digits train, Digits test, String source, Map<String, String> sha256)
    implements Serializable {
  public TrainTest {
    sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
  }
}
