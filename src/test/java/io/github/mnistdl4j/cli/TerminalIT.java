package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program on a terminal, which {@code script} of util-linux provides. */
class TerminalIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    assumeThat(Path.of("/proc/self/fd/1"))
        .as("Linux, where a terminal can be told")
        .isSymbolicLink();
    assumeThat(SCRIPT).as("script, which runs a program on a terminal").exists();
    program = Program.in(folder).with("TERM", "xterm");
  }

  /** What the program writes to a terminal, after a shell command that prepares it. */
  private String onTerminal(Program prepared, String before, String after, String... arguments)
      throws IOException, InterruptedException {
    String command =
        prepared.java(arguments).stream()
            .map("'%s'"::formatted)
            .collect(Collectors.joining(" ", before, after));
    Path out = folder.resolve("terminal.txt");
    ProcessBuilder script =
        new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile());
    script.environment().keySet().removeAll(List.of("NO_COLOR", "COLUMNS"));
    script.environment().putAll(prepared.environment());
    script.start().waitFor();
    return Files.readString(out).replace("\r\n", "\n");
  }

  /** Training whose epochs take longer than a bar waits until it is redrawn. */
  private String longTraining(int columns) throws Exception {
    String before = "stty cols %d; ".formatted(columns);
    String units = "network.layers.0.units=128";
    return onTerminal(program, before, "", "train", "-s", "training.batch-size=1", "-s", units);
  }

  private static List<String> redrawn(String printed) {
    return Stream.of(printed.split("\r", -1)).filter(line -> line.contains(" - ETA")).toList();
  }

  @Test
  void redrawsTheBarWithinTheWidthOfTheTerminal() throws Exception {
    String printed = longTraining(60);
    assertThat(redrawn(printed)).isNotEmpty().allMatch(line -> line.length() == 59);
    assertThat(printed)
        .containsPattern("\r(\\d+)/\\1 \\[={30}] - \\ds .*test_accuracy: [01]\\.\\d{4}\n");
  }

  @Test
  void believesColumnsAboutTheWidth() throws Exception {
    String printed = onTerminal(program.with("COLUMNS", "20"), "stty cols 60; ", "", "train");
    assertThat(printed).contains("\r5/5 [==============\r                   \r5/5 [=====");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void endsEveryLineOnATerminalHoweverNarrow(int columns) throws Exception {
    assertEndsEveryLine(columns, longTraining(columns));
    assertThat(onTerminal(program, "stty cols %d; ".formatted(columns), "", "--help"))
        .contains("Usage: ")
        .doesNotContain("Exception");
  }

  private static void assertEndsEveryLine(int columns, String printed) {
    assertThat(printed.split("\r", -1))
        .filteredOn(drawn -> !drawn.contains("\n"))
        .isNotEmpty()
        .allMatch(drawn -> drawn.length() < columns);
    assertThat(printed.lines())
        .anyMatch(line -> line.matches("(\\d+)/\\1 \\[={30}] - .*test_accuracy: [01]\\.\\d{4}"))
        .last()
        .asString()
        .startsWith("The model and everything about the run is in runs/");
  }

  @Test
  void redrawsNothingOnADumbTerminalOrInAPipe() throws Exception {
    assertThat(onTerminal(program.with("TERM", "dumb"), "", "", "train"))
        .contains("test_acc")
        .doesNotContain("\r", "\u001b");
    assertThat(onTerminal(program, "", " | cat", "train"))
        .contains("test_acc")
        .doesNotContain("\r", "\u001b");
  }

  @Test
  void coloursOnATerminalOnlyAndNotWhenAskedNotTo() throws Exception {
    assertThat(onTerminal(program, "", "", "data", "verify")).contains("\u001b[32mok");
    assertThat(onTerminal(program, "", " | cat", "data", "verify")).doesNotContain("\u001b");
    assertThat(onTerminal(program, "", "", "data", "verify", "--no-color"))
        .doesNotContain("\u001b");
    assertThat(onTerminal(program.with("NO_COLOR", "1"), "", "", "data", "verify"))
        .contains("  ok\n")
        .doesNotContain("\u001b");
    assertThat(onTerminal(program.with("TERM", "dumb"), "", "", "--help"))
        .contains("Usage: mnist-dl4j")
        .doesNotContain("\u001b");
  }
}
