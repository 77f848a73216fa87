package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.mnistdl4j.config.Callback.Separator;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogFormatTest {
  @TempDir private Path folder;

  private EpochRows logger(String name, Separator separator, EpochResult... before) {
    CsvLogFormat format = new CsvLogFormat(separator.text(), false);
    return new EpochRows(folder.resolve(name), format::text, List.of(before), note -> fail(note));
  }

  private static EpochResult epoch(int epoch, double loss) {
    Optional<Score> validation = Optional.of(new Score(2 * loss, 0.5));
    Duration time = Duration.ofSeconds(1);
    return new EpochResult(
        epoch, 9, new Score(loss, 0.75), validation, Optional.empty(), 0.001, time);
  }

  @Test
  void writesAsKerasDoesEpochsFromZeroAndNumbersByName() {
    Path file = folder.resolve("history.csv");
    EpochRows logger = logger("history.csv", Separator.COMMA);
    logger.onEpochEnd(epoch(1, 0.5));
    logger.onEpochEnd(epoch(2, 0.25));
    assertThat(file)
        .hasContent(
            """
            epoch,accuracy,learning_rate,loss,val_accuracy,val_loss
            0,0.75,0.001,0.5,0.5,1.0
            1,0.75,0.001,0.25,0.5,0.5
            """);
  }

  @Test
  void hasTheSameColumnsInEveryRow() {
    CsvLogFormat format = new CsvLogFormat(Separator.SEMICOLON.text(), true);
    assertThat(format.text(List.of(epoch(1, 0.5))))
        .isEqualTo(
            """
            epoch;accuracy;learning_rate;loss;test_accuracy;test_loss;val_accuracy;val_loss
            0;0.75;0.001;0.5;NA;NA;0.5;1.0
            """);
  }

  @Test
  void goesOnBehindTheEpochsBeforeAnInterruption() {
    Path file = folder.resolve("history.tsv");
    logger("history.tsv", Separator.TAB, epoch(1, 0.5)).onEpochEnd(epoch(2, 0.25));
    assertThat(file).content().contains("\n0\t0.75\t").contains("\n1\t0.75\t").hasLineCount(3);
  }
}
