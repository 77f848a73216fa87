package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mnistdl4j.cli.console.FullDevice;
import io.github.mnistdl4j.cli.console.StandardOutput;
import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Results that do not arrive are an error; a reader that has seen enough is none. */
class LostOutputIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    assumeThat(FullDevice.PATH).as("Linux's device that is always full").exists();
    program = Program.in(folder);
  }

  private Output through(String pipeline, String command) throws Exception {
    return program
        .through("bash", "-c", "set -o pipefail; \"$@\" " + pipeline, "bash")
        .run(command.split(" ", -1));
  }

  @Test
  void failsWhenPredictionsCannotBeWritten() throws Exception {
    program = Program.withRun(folder.resolve("trained"));
    assertLost(through(">/dev/full", "predict images/t10k-images-idx3-ubyte"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --runs-dir RUNS",
        "runs list --runs-dir RUNS",
        "report latest --runs-dir RUNS",
        "config schema",
        "data show --config CONFIG",
        "doctor --config CONFIG",
        "generate-completion",
        "train --help"
      })
  void failsWhenWhatWasAskedForCannotBeWritten(String command) throws Exception {
    program = Program.withRun(folder.resolve("trained"));
    Path config = program.folder().resolve("config").resolve("mnist.yaml");
    String there = command.replace("RUNS", program.runs().toString());
    assertLost(toFullDevice(there.replace("CONFIG", config.toString()).split(" ", -1)));
  }

  /** Runs a command as a process does, but in this one. */
  private static Output toFullDevice(String... arguments) throws IOException {
    StandardOutput output = FullDevice.output();
    StringWriter err = new StringWriter();
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      CommandLine line = Main.commandLine(new Session(stop, Optional.empty()));
      line.setOut(output.writer()).setErr(new PrintWriter(err));
      int exitCode = output.exitCode(line.execute(arguments), line.getErr());
      return new Output(exitCode, "", err.toString());
    }
  }

  private static void assertLost(Output output) {
    Program.assertFailed(output, 1);
    assertThat(output.err().lines())
        .singleElement()
        .asString()
        .startsWith("Standard output could not be written: No space left on device. ");
  }

  @Test
  void keepsTheRunWhoseOutputIsLost() throws Exception {
    assertLost(through(">/dev/full", "train --name a"));
    Output closed = through("| head -1", "train --name b");
    assertThat(closed).isEqualTo(new Output(141, closed.out(), ""));
    assertThat(closed.lines()).hasSize(1);
    for (String run : List.of("a", "b")) {
      assertThat(program.runs().resolve(run).resolve("model.zip")).exists();
      assertThat(program.runs().resolve(run).resolve("report.html")).exists();
      assertThat(program.runs().resolve(run).resolve("metrics.csv")).content().hasLineCount(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config schema", "--help"})
  void endsQuietlyWhenTheReaderHasSeenEnough(String command) throws Exception {
    assertThat(through("| true", command)).isEqualTo(new Output(141, "", ""));
  }
}
