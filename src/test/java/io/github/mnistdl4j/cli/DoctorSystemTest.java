package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.DoctorFinding.Level;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.Machine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorSystemTest {
  private static final String AVX2 = "sse4_2 avx fma avx2";
  private static final String AVX512 = AVX2 + " avx512f avx512dq avx512bw avx512vl";
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void saysWhatItRunsOn() {
    Machine machine = machine(4096, 512, List.of("avx", "avx2"));
    assertThat(DoctorSystem.machine(machine))
        .allMatch(finding -> finding.level() == Level.OK)
        .extracting(DoctorFinding::found)
        .containsExactly(
            "17.0.15, a virtual machine, a vendor",
            "Linux 6.1 on amd64",
            "a processor, 2 cores, avx avx2",
            "4.0 GiB",
            "at most 512 MiB");
  }

  @ParameterizedTest
  @CsvSource({"128, PROBLEM", "160, OK", "4096, OK"})
  void wantsAHeapThatHoldsTheImages(long mebibytes, Level expected) {
    Machine machine = machine(8192, mebibytes, List.of());
    assertThat(finding(machine, "Heap").level()).isEqualTo(expected);
  }

  @Test
  void saysSoWhereTheSystemTellsNothing() {
    Machine machine = machine(0, 512, List.of());
    assertThat(finding(machine, "Memory").found()).isEqualTo("unknown size");
    assertThat(finding(machine, "Processor").found()).endsWith("vector extensions unknown");
    assertThat(finding(machine, "System").found()).isEqualTo("Linux 6.1 on amd64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        AVX2 + " | data.dataset=mnist | sparse: 19 % of .* up to 35 %",
        AVX2 + " | data.dataset=fashion-mnist | auto: sparse if few pixels .* up to 35 %",
        AVX2 + " | training.augmentation.probability=1 | auto: sparse if few pixels .*",
        AVX2 + " | runtime.first-layer=dense | dense: runtime.first-layer says so",
        AVX2 + " | training.engine=dl4j | dense: Deeplearning4j's own step .*",
        AVX2 + " | network.layers.0.units=63 | dense: it has fewer than 64 units",
        AVX2 + " | network.layers.0.units=64 | sparse: .*",
        AVX512 + " | network.layers.0.units=255 | dense: it has fewer than 256 units"
      })
  void saysWhichFirstLayerTrainingWouldTake(String extensions, String setting, String expected) {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of(setting));
    Machine machine = machine(8192, 512, List.of(extensions.split(" ")));
    DoctorFinding finding = DoctorSystem.firstLayer(machine, config);
    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.found()).matches(expected);
  }

  private static Machine machine(long memory, long heap, List<String> vectorExtensions) {
    return new Machine(
        "17.0.15",
        "a vendor",
        "a virtual machine",
        "Linux",
        "6.1",
        "amd64",
        "a processor",
        2,
        vectorExtensions,
        memory * MEBIBYTE,
        heap * MEBIBYTE);
  }

  private static DoctorFinding finding(Machine machine, String topic) {
    return finding(DoctorSystem.machine(machine), topic);
  }

  private static DoctorFinding finding(Stream<DoctorFinding> findings, String topic) {
    return findings.filter(finding -> finding.topic().equals(topic)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "Haswell, AVX512, SkylakeX",
    "Zen, AVX512, SkylakeX",
    "Prescott, AVX512, SkylakeX",
    "Prescott, AVX2, Haswell",
    "Sandybridge, AVX2, Haswell",
  })
  void namesTheKernelsForAProcessorThatOpenBlasDoesNotKnow(
      String kernels, String processor, String better) {
    DoctorFinding blas = finding(kernels, processor, 4096, "BLAS");
    assertThat(blas.level()).isEqualTo(Level.WARNING);
    assertThat(blas.advice()).contains("OPENBLAS_CORETYPE=" + better + " in the environment");
  }

  @ParameterizedTest
  @CsvSource({
    "SkylakeX, AVX512",
    "Cooperlake, AVX512",
    "Zen, AVX2",
    "Haswell, AVX2",
    "Nehalem, SSE",
    "ARMV8, NEON",
    "'', AVX512"
  })
  void isContentWithKernelsThatFit(String kernels, String processor) {
    assertThat(finding(kernels, processor, 4096, "BLAS").level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({"0, OK, any size", "300, PROBLEM, 300 MiB", "640, OK, 640 MiB"})
  void wantsALimitThatLeavesRoom(long mebibytes, Level level, String words) {
    DoctorFinding offHeap = finding("Zen", "AVX2", mebibytes, "Off-heap");
    assertThat(offHeap.level()).isEqualTo(level);
    assertThat(offHeap.found()).isEqualTo("at most 1.0 GiB outside the heap, %s altogether", words);
  }

  @Test
  void saysWhatTheLibraryWasBuiltFor() {
    assertThat(finding("Zen", "AVX512", 0, "ND4J").found())
        .startsWith("CpuBackend 1.0.0")
        .endsWith("for linux-x86_64, compiled for generic x86-64; the processor has AVX-512");
    assertThat(finding("", "AVX512", 0, "BLAS").found())
        .isEqualTo("OPENBLAS 0.3.19, unknown kernels: a reason");
    assertThat(finding("", "AVX512", 0, "Threads").found())
        .isEqualTo("2 in a training step, each with 1 in ND4J's loops and 1 in BLAS");
  }

  private static DoctorFinding finding(
      String kernels, String processor, long maxPhysical, String topic) {
    List<String> extensions =
        switch (processor) {
          case "AVX512" -> List.of(AVX512.split(" "));
          case "AVX2" -> List.of(AVX2.split(" "));
          case "NEON" -> List.of("neon");
          default -> List.of("sse4_2");
        };
    Backend backend =
        new Backend(
            "CpuBackend",
            "linux-x86_64",
            "generic x86-64",
            "AVX-512",
            "",
            "OPENBLAS",
            "0.3.19",
            kernels,
            1,
            1,
            1024 * MEBIBYTE,
            maxPhysical * MEBIBYTE);
    Machine machine = machine(0, 512, extensions);
    return finding(
        DoctorSystem.backend(backend, machine, new KernelChoice("", "a reason"), 2), topic);
  }
}
