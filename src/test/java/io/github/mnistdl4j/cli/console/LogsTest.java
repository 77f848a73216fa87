package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.run.RunException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
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
  void writesAnObjectPerLine() {
    Logs.capture();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    Logs.showOwnAsJson(lines);
    LoggerFactory.getLogger("library").warn("a \"b\"\n{}", "c", new IOException("disk"));

    List<String> written = lines.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(written).hasSize(1);
    JsonObject line = JsonParser.parseString(written.get(0)).getAsJsonObject();
    assertThat(Instant.parse(line.remove("time").getAsString())).isBefore(Instant.MAX);
    assertThat(line)
        .hasToString(
            "{\"logger\":\"library\",\"level\":\"WARNING\",\"message\":\"a \\\"b\\\"\\nc\",\"thrown\":\"java.io.IOException: disk\"}");

    LogRecord object = new LogRecord(Level.INFO, "{\"status\":200}");
    object.setLoggerName("access");
    assertThat(new JsonFormatter().format(object)).isEqualTo("{\"status\":200}\n");
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
