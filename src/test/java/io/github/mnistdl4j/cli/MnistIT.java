package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.EvaluationCheck;
import io.github.mnistdl4j.run.EvaluationCheck.CheckOutcome;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial on MNIST itself: from {@code MNIST_DL4J_DATA}, the folder that a checkout for
 * development has beside it, or found as for a user. Without MNIST the test fails.
 */
class MnistIT {
  private static final Path BESIDE = Path.of("../shared/data/mnist");

  @TempDir private Path folder;

  private static Optional<String> beside() {
    return System.getenv("MNIST_DL4J_DATA") == null && Files.isDirectory(BESIDE)
        ? Optional.of("data.directory=" + BESIDE.toAbsolutePath().normalize())
        : Optional.empty();
  }

  @Test
  void learnsMnistInOneEpochOfTheTutorial() throws Exception {
    Program program = Program.in(folder);
    Stream<String> arguments =
        Stream.concat(
            Stream.of(
                "train",
                "--config",
                Path.of("config", "mnist.yaml").toAbsolutePath().toString(),
                "--set",
                "training.epochs=1"),
            beside().stream().flatMap(directory -> Stream.of("--set", directory)));
    Output output = program.run(arguments.toArray(String[]::new));
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    assertThat(output.out())
        .contains("Data: 60000 training and 10000 test images from ")
        .contains("Total params: 407,050")
        .contains("\n469/469 [==============================] - ");

    RunDirectory run = RunDirectory.open(program.runs(), "latest");
    EvaluationResult evaluation = new SavedRun(run).evaluation().orElseThrow();
    assertThat(evaluation.images()).isEqualTo(10_000);
    assertThat(evaluation.accuracy()).isGreaterThan(0.95);
    EvaluationCheck check =
        new SavedRun(run).provenance().flatMap(Provenance::evaluationCheck).orElseThrow();
    assertThat(check.outcome()).as(check.detail()).isEqualTo(CheckOutcome.AGREES);
    List<String> rows = Files.readAllLines(run.metrics());
    assertThat(Double.parseDouble(rows.get(1).split(",", -1)[1])).isBetween(0.245, 0.268);
  }
}
