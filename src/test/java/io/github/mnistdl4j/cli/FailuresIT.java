package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.Program.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said in words, with the right exit code, and leaves nothing behind. */
class FailuresIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    program = Program.in(folder);
  }

  @Test
  void endsWhenTheLossIsNoNumber() throws Exception {
    Output output =
        program.callTrain(
            "--name",
            "a",
            "-s",
            "training.loss=mean-squared-error",
            "-s",
            "network.layers=[{units: 8}, {units: 10}]",
            "-s",
            "training.optimizer={name: sgd, learning-rate: 1000}");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err()).isEmpty();
    assertThat(output.out())
        .contains("The loss became NaN or infinite at step ")
        .contains("No epoch was completed, so there is no model.")
        .contains("A smaller training.optimizer.learning-rate usually helps.")
        .doesNotContain("test_loss");

    Output evaluated = program.call("evaluate", "a");
    assertFailed(evaluated, 1);
    assertThat(evaluated.err()).contains("model.zip does not exist");
  }

  @Test
  void cannotKeepRunsInAFile() throws Exception {
    Files.writeString(program.runs(), "a file");
    Output output = program.callTrain();
    assertFailed(output, 1);
    assertThat(output.err()).contains("runs is a file, not a folder", "--runs-dir");
    assertThat(program.runs()).hasContent("a file");

    assertFailed(program.callTrain("--runs-dir", program.runs().resolve("below").toString()), 1);
  }

  @Test
  void endsWhenItsDirectoryIsRemoved() throws Exception {
    RunningProgram training = program.start("train", "--name", "a", "-s", "training.epochs=100000");
    training.awaitOutput("Epoch 2/");
    Files.move(program.runs(), folder.resolve("moved"));
    Output output = training.await();
    assertFailed(output, 1);
    assertThat(output.err()).startsWith("Cannot write runs/a/metrics.csv: no such file or folder.");
    assertThat(folder.resolve("moved").resolve("a")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void createsNothingForAConfigurationThatIsMissingOrWrong() throws Exception {
    Output missing = program.call("train", "--config", "missing.yaml");
    assertFailed(missing, 2);
    assertThat(missing.err()).startsWith("Configuration file missing.yaml does not exist");

    Output wrong = program.callTrain("-s", "training.epoch=3", "-s", "network.seed=x");
    assertFailed(wrong, 2);
    assertThat(wrong.err()).contains("2 problems", "did you mean epochs?", "network.seed");
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void createsNothingWhenThereAreNoImages() throws Exception {
    Output nowhere = program.callTrain("-s", "data.directory=nowhere");
    assertFailed(nowhere, 1);
    assertThat(nowhere.err()).contains("nowhere", "there is no such folder");

    Files.delete(folder.resolve("images").resolve("t10k-images-idx3-ubyte"));
    Output incomplete = program.callTrain();
    assertFailed(incomplete, 1);
    assertThat(incomplete.err()).contains("t10k-images-idx3-ubyte is missing");
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void saysThatThereIsNotEnoughMemory() throws Exception {
    Output output =
        program
            .withJvmOptions("-Dorg.bytedeco.javacpp.maxphysicalbytes=1m")
            .run("train", "--name", "a");
    assertFailed(output, 1);
    assertThat(output.err()).startsWith("Not enough memory (").contains("JAVA_TOOL_OPTIONS=-Xmx");
  }
}
