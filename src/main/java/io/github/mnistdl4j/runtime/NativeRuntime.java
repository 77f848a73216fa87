package io.github.mnistdl4j.runtime;

import com.sun.jna.Platform;
import io.github.mnistdl4j.config.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/**
 * Sets up ND4J's native libraries for this machine before the first of them is loaded. A process
 * has them once: the first configuration counts. Safe to use from several threads.
 */
public final class NativeRuntime {
  private static @Nullable CompletableFuture<KernelChoice> started;

  private NativeRuntime() {}

  /**
   * Starts ND4J, unless it was started before, and gives its libraries one thread each: training's
   * own threads share the work, see {@link #threads}.
   *
   * @return the kernels of its matrix products, and why
   * @throws LinkageError if the native libraries cannot be loaded
   */
  public static KernelChoice start(RuntimeConfig config) {
    KernelChoice choice;
    try {
      choice = begin(config).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
    useOneOpenMpThread();
    return choice;
  }

  /**
   * Begins to start ND4J on another thread, since it takes as long as reading the images. What the
   * libraries read when they are loaded is set before this returns, whoever loads them first.
   *
   * <p>Until {@link #awaitBackground} has returned, no other thread may load a library, as Java
   * does for pictures and for connections: JavaCPP asks for symbols inside {@code dl_iterate_phdr},
   * and with glibc both threads may then wait for each other for ever.
   */
  public static void startInBackground(RuntimeConfig config) {
    CompletableFuture<KernelChoice> unused = begin(config);
  }

  /** Waits until what was begun in the background has ended, well or not; starts nothing. */
  public static void awaitBackground() {
    CompletableFuture<KernelChoice> begun;
    synchronized (NativeRuntime.class) {
      begun = started;
    }
    if (begun != null) {
      begun.handle((choice, failure) -> Optional.empty()).join();
    }
  }

  /**
   * Gives libnd4j and OpenBLAS one thread each. Their pools do not know each other: with more
   * threads they wait for one another in busy loops, and an epoch takes three to four times as
   * long. Starts ND4J; OpenMP's setting is that of the calling thread, OpenBLAS's of the process.
   */
  public static void useOneThreadEach() {
    Blas blas = Nd4j.factory().blas();
    useOneOpenMpThread();
    ((Nd4jBlas) blas).setMaxThreads(1);
    OpenBlas.useThreads(1);
  }

  private static void useOneOpenMpThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  /** Returns the number of threads of a training step. */
  public static int threads(RuntimeConfig config) {
    return config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
  }

  /**
   * Returns the folder into which JavaCPP unpacks the libraries: {@code
   * org.bytedeco.javacpp.cachedir}, else {@code .javacpp/cache} in the user's home, else a folder
   * for temporary files; empty if none of them can be written.
   */
  public static Optional<Path> cacheDirectory() {
    try {
      return Optional.of(Loader.getCacheDir().toPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static synchronized CompletableFuture<KernelChoice> begin(RuntimeConfig config) {
    if (started == null) {
      KernelChoice choice = prepare(config);
      started =
          CompletableFuture.supplyAsync(
              () -> {
                useOneThreadEach();
                return choice;
              },
              NativeRuntime::runAside);
    }
    return started;
  }

  private static void runAside(Runnable work) {
    Thread thread = new Thread(work, "start-nd4j");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns whether the processor has the vector instructions that OpenBLAS knows as AVX-512. */
  public static boolean hasAvx512() {
    return Cpu.of(HardwareFacts.read()).vectorExtensions().containsAll(KernelChoice.AVX512);
  }

  /** Sets what the libraries read when they are loaded. */
  private static KernelChoice prepare(RuntimeConfig config) {
    Cpu cpu = Cpu.of(HardwareFacts.read());
    KernelChoice choice =
        KernelChoice.of(config.blasKernels(), cpu.vectorExtensions(), System.getenv());
    try {
      setVariable("OPENBLAS_NUM_THREADS", "1");
      setVariable("OMP_NUM_THREADS", "1");
      if (!choice.core().isEmpty()) {
        setVariable(KernelChoice.VARIABLE, choice.core());
      }
      return choice;
    } catch (LinkageError | RuntimeException e) {
      return new KernelChoice("", "the environment cannot be changed: " + e.getMessage());
    }
  }

  /** Sets an environment variable for native code; Java itself cannot. */
  private static void setVariable(String name, String value) {
    if (Platform.isWindows()) {
      NativeFunctions.find("_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      NativeFunctions.find("setenv").invokeInt(new Object[] {name, value, 1});
    }
  }
}
