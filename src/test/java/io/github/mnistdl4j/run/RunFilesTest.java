package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.files.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  @TempDir private Path folder;

  @Test
  void writesTextAsUtf8() {
    Path file = folder.resolve("a.txt");
    RunFiles.write(file, "größer\n");
    assertThat(file).hasContent("größer\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void saysWhatToDoWhenWritingFails() {
    Path file = folder.resolve("a.txt");
    assertThatThrownBy(
            () ->
                RunFiles.write(
                    file,
                    out -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "Cannot write %s: No space left on device. Check the folder's rights and the free"
                + " space, or choose another with --runs-dir.",
            file);
  }

  @Test
  void namesAFolderThatIsGone() {
    Path file = folder.resolve("gone").resolve("a.txt");
    assertThatThrownBy(() -> RunFiles.write(file, "text"))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: no such file or folder.", file);
  }

  @Test
  void cannotReplaceAFolder() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.createDirectories(file.resolve("in it"));
    assertThatThrownBy(() -> RunFiles.write(file, "text"))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: ", file);
  }

  @Test
  void locksARunOnceAtATime() {
    RunDirectory run = new RunDirectory(folder);
    LockFile first = RunFiles.lock(run);
    assertThatThrownBy(() -> RunFiles.lock(run))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is being written by process " + ProcessHandle.current().pid());
    first.close();
    RunFiles.lock(run).close();
  }

  @Test
  void saysWhereNoLockCanBeTaken() {
    assertThatThrownBy(() -> RunFiles.lock(new RunDirectory(folder.resolve("gone"))))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("no such file or folder");
  }
}
