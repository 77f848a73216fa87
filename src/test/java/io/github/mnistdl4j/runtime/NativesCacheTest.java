package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativesCacheTest {
  @Test
  void isAFolderThatCanBeWritten() {
    assertThat(NativesCache.directory()).hasValueSatisfying(path -> assertThat(path).isWritable());
  }
}
