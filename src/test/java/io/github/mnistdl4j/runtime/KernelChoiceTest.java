package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.BlasKernels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class KernelChoiceTest {
  @ParameterizedTest
  @EnumSource(
      names = {
        "AMD_ZEN_4",
        "AMD_ZEN_5",
        "INTEL_SKYLAKE_X",
        "INTEL_ICE_LAKE",
        "INTEL_SAPPHIRE_RAPIDS"
      })
  void takesAvx512WhereTheProcessorHasIt(RecordedMachine machine) {
    assertThat(choice(machine))
        .isEqualTo(new KernelChoice("SkylakeX", "the processor has AVX-512"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "AMD_ZEN_4",
        "AMD_ZEN_5",
        "INTEL_SKYLAKE_X",
        "INTEL_ICE_LAKE",
        "INTEL_SAPPHIRE_RAPIDS"
      })
  void leavesAllOthersToTheLibrary(RecordedMachine machine) {
    assertThat(choice(machine).core()).isEmpty();
  }

  /** A hypervisor may hide any of them. */
  @ParameterizedTest
  @CsvSource({"avx512f", "avx512dq", "avx512bw", "avx512vl"})
  void takesNoKernelsForInstructionsThatAreMissing(String missing) {
    List<String> has =
        cpu(RecordedMachine.AMD_ZEN_4).vectorExtensions().stream()
            .filter(extension -> !extension.equals(missing))
            .toList();
    assertThat(KernelChoice.of(BlasKernels.AUTO, has, Map.of()).core()).isEmpty();
  }

  @Test
  void leavesTheLibraryItsChoiceWhenConfigured() {
    List<String> has = cpu(RecordedMachine.AMD_ZEN_4).vectorExtensions();
    assertThat(KernelChoice.of(BlasKernels.LIBRARY, has, Map.of()))
        .isEqualTo(new KernelChoice("", "runtime.blas-kernels is library"));
  }

  @Test
  void leavesTheUserHisChoice() {
    List<String> has = cpu(RecordedMachine.AMD_ZEN_4).vectorExtensions();
    Map<String, String> environment = Map.of("OPENBLAS_CORETYPE", "Haswell");
    assertThat(KernelChoice.of(BlasKernels.AUTO, has, environment))
        .isEqualTo(new KernelChoice("", "OPENBLAS_CORETYPE is set"));
    assertThat(KernelChoice.of(BlasKernels.AUTO, has, Map.of("OPENBLAS_CORETYPE", "")).core())
        .isEqualTo("SkylakeX");
  }

  private static KernelChoice choice(RecordedMachine machine) {
    return KernelChoice.of(BlasKernels.AUTO, cpu(machine).vectorExtensions(), Map.of());
  }

  private static Cpu cpu(RecordedMachine machine) {
    return Cpu.of(HardwareFacts.parse(machine.text));
  }
}
