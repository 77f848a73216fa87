package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.DoctorFinding.Level;
import io.github.mnistdl4j.runtime.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorMachineTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void saysWhatItRunsOn() {
    Machine machine = machine("glibc 2.36", 4096, 2048, 512, List.of("avx", "avx2"));
    assertThat(new DoctorMachine(machine).findings())
        .allMatch(finding -> finding.level() == Level.OK)
        .extracting(DoctorFinding::found)
        .containsExactly(
            "17.0.15, a virtual machine, a vendor",
            "Linux 6.1 on amd64, glibc 2.36",
            "a processor, 2 cores, avx avx2",
            "4.0 GiB, 2.0 GiB of it for this container",
            "at most 512 MiB");
  }

  @Test
  void advisesAnotherImageThanAlpines() {
    Machine machine = machine("musl 1.2.3", 4096, 0, 512, List.of());
    assertThat(finding(machine, "System").level()).isEqualTo(Level.PROBLEM);
    assertThat(finding(machine, "System").advice()).contains("glibc", "Debian");
  }

  @ParameterizedTest
  @CsvSource({"128, PROBLEM", "160, OK", "4096, OK"})
  void wantsAHeapThatHoldsTheImages(long mebibytes, Level expected) {
    Machine machine = machine("", 8192, 0, mebibytes, List.of());
    assertThat(finding(machine, "Heap").level()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"512, 128, WARNING", "768, 192, OK", "2048, 512, OK", "2048, 4096, WARNING"})
  void wantsAContainerThatHoldsTheHeap(long limit, long heap, Level expected) {
    Machine machine = machine("", 8192, limit, heap, List.of());
    assertThat(finding(machine, "Memory").level()).isEqualTo(expected);
  }

  @Test
  void saysSoWhereTheSystemTellsNothing() {
    Machine machine = machine("", 0, 0, 512, List.of());
    assertThat(finding(machine, "Memory").found()).isEqualTo("unknown size");
    assertThat(finding(machine, "Processor").found()).endsWith("vector extensions unknown");
    assertThat(finding(machine, "System").found()).isEqualTo("Linux 6.1 on amd64");
  }

  static Machine machine(
      String libc, long memory, long limit, long heap, List<String> vectorExtensions) {
    return new Machine(
        "17.0.15",
        "a vendor",
        "a virtual machine",
        "Linux",
        "6.1",
        "amd64",
        libc,
        "a processor",
        2,
        vectorExtensions,
        memory * MEBIBYTE,
        limit * MEBIBYTE,
        heap * MEBIBYTE);
  }

  private static DoctorFinding finding(Machine machine, String topic) {
    return new DoctorMachine(machine)
        .findings()
        .filter(finding -> finding.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }
}
