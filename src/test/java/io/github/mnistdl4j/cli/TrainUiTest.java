package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mnistdl4j.training.TrainingUi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainUiTest {
  @TempDir private Path runs;

  @Test
  void saysHowToGetTheTrainingUiThatThisBuildLacks() {
    assumeThat(TrainingUi.find()).as("built without the profile ui").isEmpty();
    Output output = Output.of("train", "--ui", "--runs-dir", runs.toString());
    Program.assertFailed(output, 2);
    assertThat(output.err()).contains("mvn -Pui compile exec:java -Dexec.args=\"train --ui\"");
    assertThat(runs).isEmptyDirectory();
  }
}
