package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.DoctorFinding.bytes;
import static io.github.mnistdl4j.cli.DoctorFinding.ok;
import static io.github.mnistdl4j.cli.DoctorFinding.problem;
import static io.github.mnistdl4j.cli.DoctorFinding.warning;

import io.github.mnistdl4j.run.Application;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.Machine;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at ND4J's native library and its BLAS.
 *
 * @param kernels which of its kernels BLAS was asked for
 * @param stepThreads threads of a training step
 */
record DoctorBackend(Backend backend, Machine machine, KernelChoice kernels, int stepThreads) {
  private static final Set<String> AVX512_KERNELS =
      Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

  /** Bytes, measured: with these training just works. */
  private static final long LEAST_PHYSICAL = 400 << 20;

  Stream<DoctorFinding> findings() {
    return Stream.of(nd4j(), blas(), threads(), offHeap());
  }

  private DoctorFinding nd4j() {
    return ok(
        "ND4J",
        "%s %s for %s, compiled for %s; the processor has %s"
            .formatted(
                backend.name(),
                Application.current().dl4j(),
                backend.binary(),
                backend.instructions(),
                backend.bestInstructions()));
  }

  private DoctorFinding blas() {
    String library = (backend.blasVendor() + " " + backend.blasVersion()).strip();
    String inUse = backend.blasKernels().isEmpty() ? "unknown" : backend.blasKernels();
    String found = "%s, %s kernels: %s".formatted(library, inUse, kernels.reason());
    String better = betterKernels();
    return better.isEmpty()
        ? ok("BLAS", found)
        : warning(
            "BLAS",
            found,
            ("Matrix products may be twice as fast with OPENBLAS_CORETYPE=%s in the environment, or"
                    + " without it and with runtime.blas-kernels: auto.")
                .formatted(better));
  }

  /** What OpenBLAS should run when it runs kernels for older processors; empty if it need not. */
  private String betterKernels() {
    String inUse = backend.blasKernels();
    List<String> has = machine.vectorExtensions();
    if (inUse.isEmpty() || AVX512_KERNELS.contains(inUse)) {
      return "";
    }
    if (has.containsAll(List.of("avx512f", "avx512dq", "avx512bw", "avx512vl"))) {
      return "SkylakeX";
    }
    boolean avx2 = has.containsAll(List.of("avx2", "fma"));
    return avx2 && !Set.of("Haswell", "Zen").contains(inUse) ? "Haswell" : "";
  }

  private DoctorFinding threads() {
    return ok(
        "Threads",
        "%d in a training step, each with %d in ND4J's loops and %d in BLAS"
            .formatted(stepThreads, backend.ompThreads(), backend.blasThreads()));
  }

  private DoctorFinding offHeap() {
    String found =
        "at most %s outside the heap, %s altogether"
            .formatted(limit(backend.maxOffHeapBytes()), limit(backend.maxPhysicalBytes()));
    return backend.maxPhysicalBytes() > 0 && backend.maxPhysicalBytes() < LEAST_PHYSICAL
        ? problem("Off-heap", found, "Too little: remove org.bytedeco.javacpp.maxphysicalbytes.")
        : ok("Off-heap", found);
  }

  private static String limit(long bytes) {
    return bytes > 0 ? bytes(bytes) : "any size";
  }
}
