package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that do not arrive are an error; a reader that has seen enough is none. */
class LostOutputIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    assumeThat(Path.of("/dev/full")).as("Linux's device that is always full").exists();
    program = Program.in(folder);
  }

  private Output through(String pipeline, String command) throws Exception {
    return program
        .through("bash", "-c", "set -o pipefail; \"$@\" " + pipeline, "bash")
        .run(command.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"predict images/t10k-images-idx3-ubyte", "evaluate", "runs list", "report latest"})
  void failsWhenTheResultsOfARunCannotBeWritten(String command) throws Exception {
    program.train("a");
    assertLost(through(">/dev/full", command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config schema", "data show", "doctor", "generate-completion", "train --help"})
  void failsWhenWhatWasAskedForCannotBeWritten(String command) throws Exception {
    assertLost(through(">/dev/full", command));
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
