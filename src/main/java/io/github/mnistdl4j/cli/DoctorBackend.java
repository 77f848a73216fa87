package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.DoctorFinding.bytes;
import static io.github.mnistdl4j.cli.DoctorFinding.ok;
import static io.github.mnistdl4j.cli.DoctorFinding.problem;
import static io.github.mnistdl4j.cli.DoctorFinding.warning;

import io.github.mnistdl4j.run.Application;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at ND4J's native library and its BLAS.
 *
 * @param machine what they run on
 */
record DoctorBackend(Backend backend, Machine machine) {
  private static final Set<String> AVX512_KERNELS =
      Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

  /** With AVX-512 but half as wide as the others': as fast with the kernels for AVX2, measured. */
  private static final String ZEN_KERNELS = "Zen";

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
    String kernels = backend.blasKernels();
    String library = (backend.blasVendor() + " " + backend.blasVersion()).strip();
    String found = library + ", " + (kernels.isEmpty() ? "unknown" : kernels) + " kernels";
    String better = betterKernels(kernels);
    return better.isEmpty()
        ? ok("BLAS", found)
        : warning(
            "BLAS",
            found,
            ("It does not know this processor: with OPENBLAS_CORETYPE=%s in the environment,"
                    + " matrix products may be twice as fast.")
                .formatted(better));
  }

  /** What OpenBLAS should run when it took kernels for older processors; empty if it need not. */
  private String betterKernels(String kernels) {
    List<String> has = machine.vectorExtensions();
    boolean avx512 = has.containsAll(List.of("avx512f", "avx512dq", "avx512bw", "avx512vl"));
    boolean avx2 = has.containsAll(List.of("avx2", "fma"));
    if (kernels.isEmpty() || kernels.equals(ZEN_KERNELS) || AVX512_KERNELS.contains(kernels)) {
      return "";
    }
    if (avx512) {
      return "SkylakeX";
    }
    return avx2 && !kernels.equals("Haswell") ? "Haswell" : "";
  }

  private DoctorFinding threads() {
    return ok(
        "Threads",
        "%d in ND4J's loops, %d in BLAS; with more they wait for each other"
            .formatted(backend.ompThreads(), backend.blasThreads()));
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
