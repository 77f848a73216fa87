package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeConfigTest {
  static final String REJECTED =
      """
      runtime: {threads: -1}
      => line 1: runtime.threads: must be a whole number from 0 to 1024, but is -1

      runtime:
        blas-kernels: SkylakeX
        cores: 2
      => line 2: runtime.blas-kernels: must be one of auto, library, but is SkylakeX
      => line 3: runtime.cores: unknown key (allowed here: threads, blas-kernels, first-layer)
      """;

  @Test
  void hasDefaults() {
    assertThat(RunConfig.defaults().runtime())
        .isEqualTo(new RuntimeConfig(0, BlasKernels.AUTO, FirstLayer.AUTO));
  }

  @Test
  void readsEveryKey() {
    String yaml = "runtime: {threads: 3, blas-kernels: library, first-layer: sparse}";
    RuntimeConfig runtime =
        ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).runtime();
    assertThat(runtime).isEqualTo(new RuntimeConfig(3, BlasKernels.LIBRARY, FirstLayer.SPARSE));
    FullMapping.differs(runtime, RunConfig.defaults().runtime());
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }
}
