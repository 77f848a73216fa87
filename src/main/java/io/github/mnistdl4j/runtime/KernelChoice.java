package io.github.mnistdl4j.runtime;

import io.github.mnistdl4j.config.BlasKernels;
import java.util.List;
import java.util.Map;

/**
 * The kernels with which OpenBLAS is asked to multiply matrices, and why.
 *
 * <p>By itself, OpenBLAS 0.3.19 chooses kernels for AVX2 on AMD's processors with AVX-512 (Zen 4,
 * Zen 5), which are newer than it. On Intel's it chooses SkylakeX, or Cooperlake, which multiplies
 * float32 the same way.
 *
 * @param core the value of {@code OPENBLAS_CORETYPE}; empty if the library chooses
 * @param reason in words, after a colon
 */
public record KernelChoice(String core, String reason) {
  /** Vector instructions that SkylakeX's kernels use: without one of them the process crashes. */
  public static final List<String> AVX512 = List.of("avx512f", "avx512dq", "avx512bw", "avx512vl");

  static final String VARIABLE = "OPENBLAS_CORETYPE";

  /** Chooses kernels; the user's wish comes first. */
  static KernelChoice of(
      BlasKernels configured, List<String> vectorExtensions, Map<String, String> environment) {
    if (!environment.getOrDefault(VARIABLE, "").isBlank()) {
      return new KernelChoice("", VARIABLE + " is set");
    }
    if (configured == BlasKernels.LIBRARY) {
      return new KernelChoice("", "runtime.blas-kernels is library");
    }
    return vectorExtensions.containsAll(AVX512)
        ? new KernelChoice("SkylakeX", "the processor has AVX-512")
        : new KernelChoice("", "the library's choice without AVX-512");
  }
}
