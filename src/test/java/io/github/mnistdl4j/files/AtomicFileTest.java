package io.github.mnistdl4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.io.function.IOConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void replacesTheWholeFile() throws IOException {
    Path file = folder.resolve("a.txt");
    write(file, text("a long text"));
    write(file, text("short"));
    assertThat(file).hasContent("short");
  }

  @Test
  void replacesWhatAKilledProcessLeft() throws IOException {
    Files.writeString(folder.resolve("a.txt.tmp"), "half of a much longer te");
    write(folder.resolve("a.txt"), text("text"));
    assertThat(folder.resolve("a.txt")).hasContent("text");
    assertThat(folder.resolve("a.txt.tmp")).doesNotExist();
  }

  @Test
  void showsNothingUnderTheNameWhileItIsWritten() throws IOException {
    Path file = folder.resolve("a.txt");
    write(
        file,
        out -> {
          out.write('a');
          out.flush();
          assertThat(file).doesNotExist();
        });
    assertThat(file).hasContent("a");
  }

  @Test
  void leavesTheFileAsItWasWhenWritingFails() throws IOException {
    Path file = folder.resolve("a.txt");
    write(file, text("old"));
    assertThatThrownBy(
            () ->
                write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void leavesNothingBehindWhenTheWriterItselfThrows() {
    Path file = folder.resolve("a.txt");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IllegalStateException("no network");
                    }));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rejectsAFolderThatIsGone() {
    Path file = folder.resolve("gone").resolve("a.txt");
    assertThatThrownBy(() -> write(file, text("text"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void cannotReplaceAFolder() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.createDirectories(file.resolve("in it"));
    assertThatThrownBy(() -> write(file, text("text"))).isInstanceOf(IOException.class);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private static IOConsumer<OutputStream> text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, IOConsumer<OutputStream> content) throws IOException {
    AtomicFile.write(file, file.resolveSibling(file.getFileName() + ".tmp"), content);
  }
}
