package io.github.mnistdl4j.interop.keras;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What becomes of each feature: {@code factors · x + offsets}.
 *
 * @param factors one per feature
 * @param offsets one per feature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FeatureScale(double[] factors, double[] offsets) {

  /** Returns whether all numbers are. */
  boolean isFinite() {
    return DoubleStream.concat(Arrays.stream(factors), Arrays.stream(offsets))
        .allMatch(Double::isFinite);
  }
}
