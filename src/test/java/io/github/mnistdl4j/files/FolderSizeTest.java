package io.github.mnistdl4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSizeTest {
  @TempDir private Path folder;

  @Test
  void addsUpAllFiles() throws IOException {
    Files.write(folder.resolve("a"), new byte[10]);
    Files.write(Files.createDirectories(folder.resolve("b/c")).resolve("d"), new byte[7]);
    assertThat(FolderSize.bytes(folder)).isEqualTo(17);
  }

  @Test
  void rejectsAFolderThatIsGone() {
    assertThatThrownBy(() -> FolderSize.bytes(folder.resolve("gone")))
        .isInstanceOf(IOException.class);
  }
}
