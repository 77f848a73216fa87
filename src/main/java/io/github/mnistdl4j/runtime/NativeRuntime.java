package io.github.mnistdl4j.runtime;

import com.sun.jna.Platform;
import io.github.mnistdl4j.config.RuntimeConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * ND4J's native libraries, set up for this machine before the first of them is loaded. A process
 * has them once: what is asked for first counts. Safe to use from several threads.
 */
public final class NativeRuntime {
  private static @Nullable CompletableFuture<KernelChoice> started;

  private NativeRuntime() {}

  /**
   * Starts ND4J, if that has not been begun, and gives its libraries one thread each: training's
   * own threads share the work, see {@link #threads}.
   *
   * @return which kernels it multiplies with, and why
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
    NativeThreads.keepApart();
    return choice;
  }

  /**
   * Begins to start ND4J on another thread, since it takes as long as reading the images. What the
   * libraries read when they are loaded is set before this returns, so that it does not depend on
   * who loads them first.
   */
  public static void startInBackground(RuntimeConfig config) {
    CompletableFuture<KernelChoice> unused = begin(config);
  }

  /** Threads of a training step. */
  public static int threads(RuntimeConfig config) {
    return config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
  }

  private static synchronized CompletableFuture<KernelChoice> begin(RuntimeConfig config) {
    if (started == null) {
      KernelChoice choice = prepare(config);
      CompletableFuture<KernelChoice> future = new CompletableFuture<>();
      Thread thread = new Thread(() -> complete(future, choice), "start-nd4j");
      thread.setDaemon(true);
      thread.start();
      started = future;
    }
    return started;
  }

  private static void complete(CompletableFuture<KernelChoice> future, KernelChoice choice) {
    try {
      NativeThreads.keepApart();
      future.complete(choice);
    } catch (Throwable e) {
      future.completeExceptionally(e); // whoever needs ND4J throws it
    }
  }

  /** Sets what the libraries read when they are loaded. */
  private static KernelChoice prepare(RuntimeConfig config) {
    KernelChoice choice =
        KernelChoice.of(config.blasKernels(), Cpu.current().vectorExtensions(), System.getenv());
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

  /** Sets a variable of the environment as native code sees it; Java cannot. */
  private static void setVariable(String name, String value) {
    if (Platform.isWindows()) {
      NativeFunctions.find("_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      NativeFunctions.find("setenv").invokeInt(new Object[] {name, value, 1});
    }
  }
}
