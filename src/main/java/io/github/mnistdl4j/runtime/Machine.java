package io.github.mnistdl4j.runtime;

import java.util.List;
import java.util.Map;

/**
 * Describes the machine and the Java that a run uses. Reading it loads no native library.
 *
 * @param javaVersion such as {@code 17.0.15+6}
 * @param javaVm name of the virtual machine
 * @param cpu the processor's model; empty if unknown
 * @param cores processors that this process may use
 * @param vectorExtensions vector instructions such as {@code avx2}; empty if unknown
 * @param memoryBytes memory of the machine; 0 if unknown
 * @param maxHeapBytes most memory that the JVM uses for Java objects
 */
public record Machine(
    String javaVersion,
    String javaVendor,
    String javaVm,
    String osName,
    String osVersion,
    String osArchitecture,
    String cpu,
    int cores,
    List<String> vectorExtensions,
    long memoryBytes,
    long maxHeapBytes) {

  /** Returns the current machine. */
  public static Machine current() {
    return of(HardwareFacts.read());
  }

  static Machine of(Map<String, String> facts) {
    Cpu cpu = Cpu.of(facts);
    return new Machine(
        Runtime.version().toString(),
        System.getProperty("java.vendor"),
        System.getProperty("java.vm.name"),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        cpu.model(),
        Runtime.getRuntime().availableProcessors(),
        cpu.vectorExtensions(),
        memory(facts),
        Runtime.getRuntime().maxMemory());
  }

  private static long memory(Map<String, String> facts) {
    String[] total = facts.getOrDefault("MemTotal", "0 kB").split(" ", 2);
    String bytes = facts.getOrDefault("hw.memsize", "0");
    return Math.max(Long.parseLong(total[0]) << 10, Long.parseLong(bytes));
  }
}
