package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,test_loss,test_accuracy,learning_rate,seconds\n";

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private static EpochResult epoch(
      int epoch, Score training, Optional<Score> validation, Optional<Score> test, long millis) {
    return new EpochResult(
        epoch, 469, training, validation, test, 0.001, Duration.ofMillis(millis));
  }

  @Test
  void writesARowAnEpochWithNumbersThatReadBackExactly() {
    Path file = folder.resolve("metrics.csv");
    EpochRows metrics = new EpochRows(file, MetricsFile::text, List.of(), warnings::add);
    metrics.onEpochEnd(
        epoch(
            1,
            new Score(0.1 + 0.2, 1 / 3.0),
            Optional.of(new Score(1e-7, 1)),
            Optional.of(new Score(2.5, 0)),
            1234));
    assertThat(file)
        .hasContent(
            HEADER + "1,0.30000000000000004,0.3333333333333333,1.0E-7,1.0,2.5,0.0,0.001,1.234\n");

    metrics.onEpochEnd(
        epoch(
            2, new Score(0.25, 0.5), Optional.empty(), Optional.of(new Score(0.5, 0.75)), 60_000));
    metrics.onEpochEnd(
        epoch(3, new Score(0.125, 0.5), Optional.of(new Score(1, 0.5)), Optional.empty(), 5));
    metrics.onEpochEnd(epoch(4, new Score(0, 1), Optional.empty(), Optional.empty(), 0));
    assertThat(file)
        .hasContent(
            HEADER
                + """
                1,0.30000000000000004,0.3333333333333333,1.0E-7,1.0,2.5,0.0,0.001,1.234
                2,0.25,0.5,,,0.5,0.75,0.001,60.000
                3,0.125,0.5,1.0,0.5,,,0.001,0.005
                4,0.0,1.0,,,,,0.001,0.000
                """);
    assertThat(warnings).isEmpty();
  }

  private static EpochResult epoch(int number) {
    return epoch(number, new Score(0, 1), Optional.empty(), Optional.empty(), 0);
  }

  @Test
  void writesLaterWhatItCouldNot() throws IOException {
    Path file = folder.resolve("metrics.csv");
    Files.createDirectories(file.resolve("in it"));
    EpochRows metrics = new EpochRows(file, MetricsFile::text, List.of(), warnings::add);
    metrics.onEpochEnd(epoch(1));
    metrics.onEpochEnd(epoch(2));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Warning: Cannot write " + file)
        .endsWith("Training continues, and will try to write it again.");
    assertThatThrownBy(metrics::onTrainingEnd)
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Cannot write " + file);

    Files.delete(file.resolve("in it"));
    Files.delete(file);
    metrics.onTrainingEnd();
    assertThat(file).hasContent(HEADER + "1,0.0,1.0,,,,,0.001,0.000\n2,0.0,1.0,,,,,0.001,0.000\n");
  }
}
