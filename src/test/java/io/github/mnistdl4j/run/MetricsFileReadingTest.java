package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFileReadingTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("metrics.csv"), text);
  }

  @Test
  void readsBackWhatTheFileWasWrittenFrom() throws IOException {
    Path file = folder.resolve("metrics.csv");
    Score validation = new Score(1e-7, 1);
    EpochResult epoch =
        new EpochResult(
            1,
            469,
            new Score(0.1 + 0.2, 1 / 3.0),
            Optional.of(validation),
            Optional.empty(),
            0.001,
            Duration.ofMillis(1234));
    Files.writeString(file, MetricsFile.text(List.of(epoch)));
    assertThat(MetricsFile.read(file))
        .containsExactly(
            new EpochResult(
                1,
                0,
                new Score(0.1 + 0.2, 1 / 3.0),
                Optional.of(validation),
                Optional.empty(),
                0.001,
                Duration.ofMillis(1234)));
  }

  @Test
  void goesByTheNamesOfTheColumnsInAnyOrder() throws IOException {
    Path file =
        file(
            "seconds,accuracy,learning_rate,loss,epoch,test_loss,test_accuracy\n2,0.5,1e-3,1,7,3,0.25\n");
    assertThat(MetricsFile.read(file))
        .containsExactly(
            new EpochResult(
                7,
                0,
                new Score(1, 0.5),
                Optional.empty(),
                Optional.of(new Score(3, 0.25)),
                1e-3,
                Duration.ofSeconds(2)));
  }

  @Test
  void isEmptyWithoutAFileOrRows() throws IOException {
    assertThat(MetricsFile.read(folder.resolve("none.csv"))).isEmpty();
    assertThat(MetricsFile.read(file("epoch,loss,accuracy,seconds\n"))).isEmpty();
    assertThat(MetricsFile.read(file(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,0.5,0.5", "one,0.5,0.5,1", "1,,,1", "1,0.5,half,1"})
  void saysWhichLineIsDamaged(String row) throws IOException {
    Path file = file("epoch,loss,accuracy,seconds\n1,0.5,0.5,1\n" + row + "\n");
    assertThatThrownBy(() -> MetricsFile.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Line 3 of %s is damaged", file);
  }
}
