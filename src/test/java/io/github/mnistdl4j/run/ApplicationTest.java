package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationTest {
  @Test
  void knowsTheVersionsThatItWasBuiltWith() {
    assertThat(Application.current().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(Application.current().dl4j()).isEqualTo("1.0.0-M2.1");
  }
}
