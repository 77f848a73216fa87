package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import org.junit.jupiter.api.Test;

class BackendTest {

  @Test
  void tellsWhatTheLoadedLibrariesAre() {
    NativeRuntime.useOneThreadEach();
    Backend backend = Backend.current();
    assertThat(backend.name()).isEqualTo("CpuBackend");
    assertThat(backend.binary()).matches("(linux|macosx|windows)-(x86_64|arm64).*");
    assertThat(backend.instructions()).matches("generic.*|AVX.*");
    assertThat(backend.bestInstructions()).matches("generic.*|AVX.*");
    assertThat(backend.buildInfo()).contains("HAVE_OPENBLAS").doesNotContain("\n");
    assertThat(backend.blasVendor()).isEqualTo("OPENBLAS");
    assertThat(backend.blasVersion()).matches("0\\.3\\.\\d+");
    assertThat(backend.blasKernels()).matches("\\w+");
    assertThat(backend.ompThreads()).isEqualTo(1);
    assertThat(backend.blasThreads()).isEqualTo(1);
    assertThat(backend.maxOffHeapBytes()).isPositive();
    assertThat(backend.maxPhysicalBytes()).isGreaterThanOrEqualTo(backend.maxOffHeapBytes());
  }

  @Test
  void isTheSameAfterBeingJson() {
    Backend backend = Backend.current();
    Gson gson = new Gson();
    assertThat(gson.fromJson(gson.toJson(backend), Backend.class)).isEqualTo(backend);
  }
}
