package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mnistdl4j.run.RunException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @BeforeEach
  void watchTheConsole() {
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(err);
    LogManager.getLogManager().reset();
  }

  private List<String> written() throws IOException {
    return Files.readAllLines(folder.resolve("train.log"));
  }

  @Test
  void keepsLibrariesOffTheConsoleAndWritesTheirLogToTheRun() throws IOException {
    Logs.capture();
    LoggerFactory.getLogger("org.library").info("before {}", "the run");
    Logs.writeTo(folder.resolve("train.log"));
    LoggerFactory.getLogger("org.library").warn("in it");

    assertThat(written()).hasSize(2);
    assertThat(written().get(0)).matches("\\S+Z INFO org.library - before the run");
    assertThat(written().get(1)).matches("\\S+Z WARNING org.library - in it");
    assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void writesEveryLineAtOnceAndWhatWasThrown() throws IOException {
    Logs.capture();
    Logs.writeTo(folder.resolve("train.log"));
    Logger.getLogger("org.library").log(Level.SEVERE, "broken", new IOException("disk"));

    assertThat(written().get(0))
        .endsWith(" SEVERE org.library - broken (java.io.IOException: disk)");
  }

  @Test
  void saysWhichFileCannotBeWritten() {
    Path file = folder.resolve("gone").resolve("train.log");
    assertThatThrownBy(() -> Logs.writeTo(file))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write %s: no such file or folder.", file);
  }

  @Test
  void keepsQuietWhenTheDiskIsFull() {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a disk that is always full").exists();
    Logs.capture();
    Logs.writeTo(full);
    LoggerFactory.getLogger("org.library").warn("lost");
    assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void keepsSoMuchAndNoMoreBeforeThereIsARun() throws IOException {
    Logs.capture();
    for (int i = 0; i < 5000; i++) {
      Logger.getLogger("org.library").info("line " + i);
    }
    Logs.writeTo(folder.resolve("train.log"));

    assertThat(written()).hasSize(1000).last().asString().endsWith("line 999");
  }
}
