package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.BlasKernels;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RuntimeConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeRuntimeTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void startsEveryCopyOfTheLibraryWithTheChosenKernelsAndOneThread() throws IOException {
    String best =
        KernelChoice.of(BlasKernels.AUTO, Cpu.of(HardwareFacts.read()).vectorExtensions(), Map.of())
            .core();
    List<String> lines = NativeProcess.lines(BlasKernels.AUTO, Map.of("OMP_NUM_THREADS", "3"));
    assertThat(lines).contains("awaited: true", "chosen: " + best);
    assertThat(lines).contains("threads in use: 1", "threads of a copy: 1");
    assertThat(lines).noneMatch(line -> line.matches("threads.*: ([2-9]|\\d\\d+)"));
    if (!best.isEmpty()) {
      assertThat(lines).contains("in use: " + best);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void leavesTheUserTheKernels() throws IOException {
    assertThat(NativeProcess.lines(BlasKernels.AUTO, Map.of("OPENBLAS_CORETYPE", "Nehalem")))
        .contains("chosen: ", "in use: Nehalem", "threads in use: 1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesTheLibraryTheKernels() throws IOException {
    assertThat(NativeProcess.lines(BlasKernels.LIBRARY, Map.of()))
        .contains("chosen: ", "threads in use: 1");
  }

  @Test
  void unpacksTheLibrariesIntoAFolderThatCanBeWritten() {
    assertThat(NativeRuntime.cacheDirectory())
        .hasValueSatisfying(path -> assertThat(path).isWritable());
  }

  @Test
  void countsTheCoresUnlessTold() {
    assertThat(NativeRuntime.threads(new RuntimeConfig(3, BlasKernels.AUTO, FirstLayer.AUTO)))
        .isEqualTo(3);
    assertThat(NativeRuntime.threads(new RuntimeConfig(0, BlasKernels.AUTO, FirstLayer.AUTO)))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
