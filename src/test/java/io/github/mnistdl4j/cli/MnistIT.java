package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.EvaluationCheck;
import io.github.mnistdl4j.run.EvaluationCheck.CheckOutcome;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tutorial on MNIST itself. Without MNIST the test fails. */
class MnistIT {
  @Test
  void learnsMnistInOneEpochOfTheTutorial() throws Exception {
    Output output = MnistRun.TRAINED;
    assertThat(output.err()).isEmpty();
    assertThat(output.out())
        .contains("Data: 60000 training and 10000 test images from ")
        .contains("Total params: 407,050")
        .contains("\n469/469 [==============================] - ");

    RunDirectory run = MnistRun.directory();
    List<String> header = row(run, 0);
    List<String> first = row(run, 1);
    assertThat(Double.parseDouble(first.get(header.indexOf("loss")))).isBetween(0.245, 0.268);
    assertThat(Double.parseDouble(first.get(header.indexOf("test_accuracy")))).isGreaterThan(0.95);
    EvaluationResult evaluation = new SavedRun(run).evaluation().orElseThrow();
    assertThat(evaluation.images()).isEqualTo(10_000);
    assertThat(evaluation.accuracy()).as("after two epochs").isGreaterThan(0.965);
    EvaluationCheck check =
        new SavedRun(run).provenance().flatMap(Provenance::evaluationCheck).orElseThrow();
    assertThat(check.outcome()).as(check.detail()).isEqualTo(CheckOutcome.AGREES);
  }

  private static List<String> row(RunDirectory run, int number) throws Exception {
    return List.of(Files.readAllLines(run.metrics()).get(number).split(",", -1));
  }
}
