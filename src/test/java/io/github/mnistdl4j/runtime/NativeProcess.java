package io.github.mnistdl4j.runtime;

import com.sun.jna.NativeLibrary;
import io.github.mnistdl4j.config.BlasKernels;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RuntimeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of its own that starts ND4J and tells of every copy of OpenBLAS in it. */
final class NativeProcess {
  private NativeProcess() {}

  /** Argument: {@code runtime.blas-kernels}. */
  public static void main(String[] arguments) {
    RuntimeConfig config = new RuntimeConfig(0, BlasKernels.valueOf(arguments[0]), FirstLayer.AUTO);
    NativeRuntime.awaitBackground();
    NativeRuntime.startInBackground(config);
    NativeRuntime.awaitBackground();
    System.out.println("awaited: " + HardwareFacts.text("/proc/self/maps").contains("/libnd4jcpu"));
    System.out.println("chosen: " + NativeRuntime.start(config).core());
    System.out.println("in use: " + OpenBlas.kernels());
    System.out.println("threads in use: " + OpenBlas.threads());
    HardwareFacts.text("/proc/self/maps")
        .lines()
        .filter(line -> line.contains("/libopenblas"))
        .map(line -> line.substring(line.indexOf('/')))
        .distinct()
        .forEach(NativeProcess::printThreads);
  }

  private static void printThreads(String library) {
    int threads =
        NativeLibrary.getInstance(library)
            .getFunction("openblas_get_num_threads")
            .invokeInt(new Object[0]);
    System.out.println("threads of a copy: " + threads);
  }

  /** What it prints. */
  static List<String> lines(BlasKernels kernels, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            NativeProcess.class.getName(),
            kernels.name());
    builder.environment().remove(KernelChoice.VARIABLE);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    byte[] printed = builder.start().getInputStream().readAllBytes();
    return new String(printed, StandardCharsets.UTF_8).lines().toList();
  }
}
