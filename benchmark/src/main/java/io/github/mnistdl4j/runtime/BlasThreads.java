package io.github.mnistdl4j.runtime;

/** Lets the benchmarks change OpenBLAS's own threads, which the application keeps at one. */
public final class BlasThreads {
  private BlasThreads() {}

  /** Sets the threads of a matrix product. */
  public static void use(int threads) {
    OpenBlas.useThreads(threads);
    if (OpenBlas.threads() != threads) {
      throw new IllegalStateException(
          "OpenBLAS has %d threads instead of %d".formatted(OpenBlas.threads(), threads));
    }
  }
}
