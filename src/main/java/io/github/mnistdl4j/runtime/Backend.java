package io.github.mnistdl4j.runtime;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Describes ND4J's native library and the BLAS beneath it.
 *
 * @param name ND4J's back end, such as {@code CpuBackend}
 * @param binary the platform it is built for, such as {@code linux-x86_64}
 * @param instructions the instruction set that the build was compiled for
 * @param bestInstructions the best instruction set of this processor
 * @param buildInfo its compiler and options
 * @param blasVendor such as {@code OPENBLAS}
 * @param blasVersion empty if unknown
 * @param blasKernels the processor family that the kernels in use are written for, such as {@code
 *     Haswell}; empty if unknown
 * @param ompThreads threads of the library's own loops
 * @param blasThreads threads of a matrix product; 0 if unknown
 * @param maxOffHeapBytes most memory that arrays may use outside the heap ({@code
 *     org.bytedeco.javacpp.maxbytes}; by default as much as the heap); 0 for no limit
 * @param maxPhysicalBytes most memory of the whole process ({@code
 *     org.bytedeco.javacpp.maxphysicalbytes}; by default four times the heap); 0 for no limit
 */
public record Backend(
    String name,
    String binary,
    String instructions,
    String bestInstructions,
    String buildInfo,
    String blasVendor,
    String blasVersion,
    String blasKernels,
    int ompThreads,
    int blasThreads,
    long maxOffHeapBytes,
    long maxPhysicalBytes) {

  /**
   * Returns the back end in use; starts ND4J.
   *
   * @throws LinkageError if its native libraries cannot be loaded
   */
  public static Backend current() {
    Blas blas = Nd4j.factory().blas();
    NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return new Backend(
        Nd4j.getBackend().getClass().getSimpleName(),
        Loader.getPlatform(),
        instructions(library.binaryLevel()),
        instructions(library.optimalLevel()),
        library.buildInfo().strip().replaceAll("\\s*\n\\s*", ", "),
        blas.getBlasVendor().name(),
        OpenBlas.version(),
        OpenBlas.kernels(),
        library.ompGetMaxThreads(),
        OpenBlas.threads(),
        Pointer.maxBytes(),
        Pointer.maxPhysicalBytes());
  }

  private static String instructions(int level) {
    return switch (level) {
      case 1 -> "generic x86-64";
      case 2 -> "AVX2";
      case 3 -> "AVX-512";
      default -> "generic";
    };
  }
}
