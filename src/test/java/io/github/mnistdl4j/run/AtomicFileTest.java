package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void writesTextAsUtf8() {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "größer\n");
    assertThat(file).hasContent("größer\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void replacesTheWholeFile() {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "a long text");
    AtomicFile.write(file, "short");
    assertThat(file).hasContent("short");
  }

  @Test
  void replacesWhatAKilledProcessLeft() throws IOException {
    Files.writeString(folder.resolve("a.txt.tmp"), "half of a much longer te");
    AtomicFile.write(folder.resolve("a.txt"), "text");
    assertThat(folder.resolve("a.txt")).hasContent("text");
    assertThat(folder.resolve("a.txt.tmp")).doesNotExist();
  }

  @Test
  void showsNothingUnderTheNameWhileItIsWritten() {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(
        file,
        out -> {
          out.write('a');
          out.flush();
          assertThat(file).doesNotExist();
        });
    assertThat(file).hasContent("a");
  }

  @Test
  void leavesTheFileAsItWasWhenWritingFails() {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "Cannot write %s: No space left on device. Check the folder's rights and the free"
                + " space, or choose another with --runs-dir.",
            file);
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void leavesNothingBehindWhenTheWriterItselfThrows() {
    Path file = folder.resolve("a.txt");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IllegalStateException("no network");
                    }));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesAFolderThatIsGone() {
    Path file = folder.resolve("gone").resolve("a.txt");
    assertThatThrownBy(() -> AtomicFile.write(file, "text"))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: no such file or folder.", file);
  }

  @Test
  void cannotReplaceAFolder() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.createDirectories(file.resolve("in it"));
    assertThatThrownBy(() -> AtomicFile.write(file, "text"))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: ", file);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }
}
