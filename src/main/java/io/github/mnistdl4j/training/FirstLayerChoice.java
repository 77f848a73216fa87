package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RunConfig;

/**
 * How the first layer of a training is computed.
 *
 * @param layer auto: the images decide, see {@link #byDensity}
 * @param reason for people to read
 */
public record FirstLayerChoice(FirstLayer layer, String reason) {
  /** See docs/performance.md: density against time. */
  private static final double MOST_DENSITY = 0.35;

  /** Units below which a row is too short for the sparse sums to pay. */
  private static final int LEAST_UNITS = 64;

  private static final int LEAST_UNITS_AVX512 = 256;

  private static final String LIMIT = "sparse is faster up to " + percent(MOST_DENSITY);

  /**
   * Returns what follows from the configuration alone.
   *
   * @param avx512 whether the processor has AVX-512, which doubles the speed of dense products
   */
  public static FirstLayerChoice of(RunConfig config, boolean avx512) {
    FirstLayer wanted = config.runtime().firstLayer();
    if (config.training().engine() == Engine.DL4J) {
      return dense("Deeplearning4j's own step knows no other (training.engine: dl4j)");
    }
    if (config.network().layers().size() == 1) {
      return dense("it is the only layer");
    }
    if (wanted != FirstLayer.AUTO) {
      return new FirstLayerChoice(wanted, "runtime.first-layer says so");
    }
    int least = avx512 ? LEAST_UNITS_AVX512 : LEAST_UNITS;
    return config.network().layers().get(0).outputs() < least
        ? dense("it has fewer than " + least + " units")
        : new FirstLayerChoice(
            wanted, "sparse if few pixels of the training images have ink: " + LIMIT);
  }

  /**
   * Returns what follows from the images.
   *
   * @param density share of the pixels that are above 0, from 0 to 1
   */
  public static FirstLayerChoice byDensity(double density) {
    return new FirstLayerChoice(
        density <= MOST_DENSITY ? FirstLayer.SPARSE : FirstLayer.DENSE,
        percent(density) + " of the training images' pixels have ink, and " + LIMIT);
  }

  private static FirstLayerChoice dense(String reason) {
    return new FirstLayerChoice(FirstLayer.DENSE, reason);
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
