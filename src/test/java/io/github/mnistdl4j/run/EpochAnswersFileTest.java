package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.EpochAnswers;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochAnswersFileTest {
  @TempDir private Path folder;

  @Test
  void readsBackWhatTheNewestEpochAnswered() throws IOException {
    TrainTest data = SmallDigits.inMemory();
    RunDirectory run = new RunDirectory(Files.createDirectory(folder.resolve("a")));
    RunResult result =
        new TrainingRun(SmallDigits.config(), data, run, Clock.systemUTC())
            .train(new TrainingCallback() {}, () -> false);

    EpochAnswers answers = Json.require(run.answers(), EpochAnswers.class);
    assertThat(EpochAnswersFile.read(run)).contains(answers);
    assertThat(EpochAnswersFile.text(answers)).isEqualTo(Files.readString(run.answers()));
    assertThat(answers.epoch()).isEqualTo(result.training().epochs().size());
    assertThat(answers.split()).isEqualTo("test");
    assertThat(answers.classes()).isEqualTo(data.info().classes());
    assertThat(answers.confusion()).isEqualTo(result.evaluation().orElseThrow().confusion());
    assertThat(answers.mistakes()).hasSize(Math.min(12, answers.wrong()));
    assertThat(answers.samples())
        .extracting(EpochAnswers.Shown::truth)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    EpochAnswers.Shown sample = answers.samples().get(0);
    Digits test = data.test();
    assertThat(Base64.getDecoder().decode(sample.pixels())).isEqualTo(test.image(sample.image()));
    assertThat(sample.guesses())
        .hasSize(3)
        .isSortedAccordingTo((a, b) -> Float.compare(b.output(), a.output()));
  }
}
