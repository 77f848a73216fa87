package io.github.mnistdl4j.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the program runs on. Finding it out loads no native library.
 *
 * @param javaVersion such as {@code 17.0.15+6}
 * @param javaVm name of the virtual machine
 * @param libc name and version of the C library on Linux; empty elsewhere
 * @param cpu the processor's model; empty if unknown
 * @param cores processors that this process may use
 * @param vectorExtensions instructions for vectors such as {@code avx2}; empty if unknown
 * @param memoryBytes of the machine; 0: unknown
 * @param containerLimitBytes most memory the container allows; 0: no limit
 * @param maxHeapBytes most memory the JVM takes for Java objects
 */
public record Machine(
    String javaVersion,
    String javaVendor,
    String javaVm,
    String osName,
    String osVersion,
    String osArchitecture,
    String libc,
    String cpu,
    int cores,
    List<String> vectorExtensions,
    long memoryBytes,
    long containerLimitBytes,
    long maxHeapBytes) {

  /** This one. */
  public static Machine current() {
    SystemFiles files = new SystemFiles(Path.of("/"));
    return of(files, facts(files));
  }

  /** What this system tells of its hardware; nothing on Windows. */
  static Map<String, String> facts(SystemFiles files) {
    String linux = files.text("proc/cpuinfo") + "\n" + files.text("proc/meminfo");
    return SystemFiles.pairs(linux.isBlank() ? sysctl() : linux);
  }

  static Machine of(SystemFiles files, Map<String, String> facts) {
    Cpu cpu = Cpu.of(facts);
    return new Machine(
        Runtime.version().toString(),
        System.getProperty("java.vendor"),
        System.getProperty("java.vm.name"),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Libc.of(files),
        cpu.model(),
        Runtime.getRuntime().availableProcessors(),
        cpu.vectorExtensions(),
        memory(facts),
        Cgroup.memoryLimit(files),
        Runtime.getRuntime().maxMemory());
  }

  private static long memory(Map<String, String> facts) {
    String[] total = facts.getOrDefault("MemTotal", "0 kB").split(" ", 2);
    String bytes = facts.getOrDefault("hw.memsize", "0");
    return Math.max(Long.parseLong(total[0]) << 10, Long.parseLong(bytes));
  }

  /** What macOS tells; empty on Windows. */
  private static String sysctl() {
    try {
      Process sysctl =
          new ProcessBuilder("/usr/sbin/sysctl", "hw", "machdep.cpu")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
