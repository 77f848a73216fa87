package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NativesCacheTest {
  @TempDir Path folder;

  @Test
  void isAFolderThatCanBeWritten() {
    assertThat(NativesCache.directory()).hasValueSatisfying(path -> assertThat(path).isWritable());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void countsEveryFileOnce() throws IOException {
    Path library = Files.createDirectories(folder.resolve("a/b")).resolve("lib.so.0");
    Files.write(library, new byte[1000]);
    Files.createSymbolicLink(folder.resolve("lib.so"), library);
    Files.write(folder.resolve(".lock"), new byte[1]);
    assertThat(NativesCache.bytes(folder)).isEqualTo(1001);
  }

  @Test
  void countsNothingWhereThereIsNoFolder() {
    assertThat(NativesCache.bytes(folder.resolve("none"))).isZero();
  }
}
