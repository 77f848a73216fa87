package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.DoctorFinding.bytes;
import static io.github.mnistdl4j.cli.DoctorFinding.ok;
import static io.github.mnistdl4j.cli.DoctorFinding.problem;
import static io.github.mnistdl4j.cli.DoctorFinding.warning;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.run.Application;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.training.FirstLayerChoice;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the machine, Java, ND4J's native library and its BLAS. */
final class DoctorSystem {
  private static final Set<String> AVX512_KERNELS =
      Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

  /** Measured: training needs about as many bytes of heap and as many altogether. */
  private static final long LEAST_HEAP = 150 << 20;

  private static final long LEAST_PHYSICAL = 400 << 20;

  /** Share of the pixels of MNIST's training images that are above 0. */
  private static final double MNIST_DENSITY = 0.191;

  private DoctorSystem() {}

  /** Checks Java and the machine; loads no native library. */
  static Stream<DoctorFinding> machine(Machine machine) {
    String extensions = String.join(" ", machine.vectorExtensions());
    String heap = "at most " + bytes(machine.maxHeapBytes());
    return Stream.of(
        ok(
            "Java",
            "%s, %s, %s".formatted(machine.javaVersion(), machine.javaVm(), machine.javaVendor())),
        ok(
            "System",
            "%s %s on %s"
                .formatted(machine.osName(), machine.osVersion(), machine.osArchitecture())),
        ok(
            "Processor",
            "%s, %d cores, %s"
                .formatted(
                    machine.cpu().isEmpty() ? "unknown model" : machine.cpu(),
                    machine.cores(),
                    extensions.isEmpty() ? "vector extensions unknown" : extensions)),
        ok("Memory", machine.memoryBytes() > 0 ? bytes(machine.memoryBytes()) : "unknown size"),
        machine.maxHeapBytes() < LEAST_HEAP
            ? problem(
                "Heap",
                heap,
                "Too small for 70,000 images: set JAVA_TOOL_OPTIONS=-Xmx512m in the environment.")
            : ok("Heap", heap));
  }

  /**
   * Checks ND4J.
   *
   * @param choice the kernels that BLAS was asked for
   * @param stepThreads threads of a training step
   */
  static Stream<DoctorFinding> backend(
      Backend backend, Machine machine, KernelChoice choice, int stepThreads) {
    return Stream.of(
        ok(
            "ND4J",
            "%s %s for %s, compiled for %s; the processor has %s"
                .formatted(
                    backend.name(),
                    Application.current().dl4j(),
                    backend.binary(),
                    backend.instructions(),
                    backend.bestInstructions())),
        blas(backend, machine.vectorExtensions(), choice),
        ok(
            "Threads",
            "%d in a training step, each with %d in ND4J's loops and %d in BLAS"
                .formatted(stepThreads, backend.ompThreads(), backend.blasThreads())),
        offHeap(backend));
  }

  /** Says how training would compute the first layer here; it counts no pixels of other images. */
  static DoctorFinding firstLayer(Machine machine, RunConfig config) {
    boolean avx512 = machine.vectorExtensions().containsAll(KernelChoice.AVX512);
    boolean known =
        config.data().dataset() == DatasetName.MNIST && config.training().augmentation().isEmpty();
    FirstLayerChoice choice = FirstLayerChoice.of(config, avx512);
    if (choice.layer() == FirstLayer.AUTO && known) {
      choice = FirstLayerChoice.byDensity(MNIST_DENSITY);
    }
    return ok("First layer", "%s: %s".formatted(YamlNames.of(choice.layer()), choice.reason()));
  }

  private static DoctorFinding blas(Backend backend, List<String> extensions, KernelChoice choice) {
    String library = (backend.blasVendor() + " " + backend.blasVersion()).strip();
    String inUse = backend.blasKernels().isEmpty() ? "unknown" : backend.blasKernels();
    String found = "%s, %s kernels: %s".formatted(library, inUse, choice.reason());
    String better = betterKernels(backend.blasKernels(), extensions);
    String advice =
        "Matrix products may be twice as fast with OPENBLAS_CORETYPE=%s in the environment, or"
            + " without it and with runtime.blas-kernels: auto.";
    return better.isEmpty() ? ok("BLAS", found) : warning("BLAS", found, advice.formatted(better));
  }

  /** Returns faster kernels than those in use; empty if there are none or it is unknown. */
  private static String betterKernels(String inUse, List<String> extensions) {
    if (inUse.isEmpty() || AVX512_KERNELS.contains(inUse)) {
      return "";
    }
    if (extensions.containsAll(KernelChoice.AVX512)) {
      return "SkylakeX";
    }
    boolean avx2 = extensions.containsAll(List.of("avx2", "fma"));
    return avx2 && !Set.of("Haswell", "Zen").contains(inUse) ? "Haswell" : "";
  }

  private static DoctorFinding offHeap(Backend backend) {
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
