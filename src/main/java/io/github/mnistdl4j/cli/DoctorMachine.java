package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.DoctorFinding.bytes;
import static io.github.mnistdl4j.cli.DoctorFinding.ok;
import static io.github.mnistdl4j.cli.DoctorFinding.problem;
import static io.github.mnistdl4j.cli.DoctorFinding.warning;

import io.github.mnistdl4j.runtime.Machine;
import java.util.List;
import java.util.stream.Stream;

/** Looks at Java and the machine, before any native library is loaded. */
record DoctorMachine(Machine machine) {
  /** Bytes, measured: with these training just works. */
  private static final long LEAST_HEAP = 150 << 20;

  private static final long LEAST_CONTAINER = 768 << 20;

  Stream<DoctorFinding> findings() {
    return Stream.of(java(), system(), processor(), memory(), heap());
  }

  private DoctorFinding java() {
    return ok(
        "Java", machine.javaVersion() + ", " + machine.javaVm() + ", " + machine.javaVendor());
  }

  private DoctorFinding system() {
    String found =
        "%s %s on %s%s"
            .formatted(
                machine.osName(),
                machine.osVersion(),
                machine.osArchitecture(),
                machine.libc().isEmpty() ? "" : ", " + machine.libc());
    return machine.libc().startsWith("musl")
        ? problem(
            "System",
            found,
            "ND4J's natives need glibc: use an image such as Debian's instead of Alpine's.")
        : ok("System", found);
  }

  private DoctorFinding processor() {
    List<String> extensions = machine.vectorExtensions();
    return ok(
        "Processor",
        "%s, %d cores, %s"
            .formatted(
                machine.cpu().isEmpty() ? "unknown model" : machine.cpu(),
                machine.cores(),
                extensions.isEmpty() ? "vector extensions unknown" : String.join(" ", extensions)));
  }

  private DoctorFinding memory() {
    long limit = machine.containerLimitBytes();
    String total = machine.memoryBytes() > 0 ? bytes(machine.memoryBytes()) : "unknown size";
    String found = limit > 0 ? total + ", " + bytes(limit) + " of it for this container" : total;
    return limit > 0 && limit < Math.max(LEAST_CONTAINER, machine.maxHeapBytes())
        ? warning(
            "Memory", found, "Training may be killed: give the container 1 GiB, or more than -Xmx.")
        : ok("Memory", found);
  }

  private DoctorFinding heap() {
    String found = "at most " + bytes(machine.maxHeapBytes());
    return machine.maxHeapBytes() < LEAST_HEAP
        ? problem(
            "Heap",
            found,
            "Too small for 70,000 images: set JAVA_TOOL_OPTIONS=-Xmx512m in the environment.")
        : ok("Heap", found);
  }
}
