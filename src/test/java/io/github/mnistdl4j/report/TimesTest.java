package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static EpochResult epoch(int number, long seconds) {
    Score score = new Score(0.5, 0.5);
    return new EpochResult(
        number, 1, score, Optional.empty(), Optional.empty(), 0.001, Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"3, 3.00 s", "3 1, 2.00 s", "9 1 2, 2.00 s", "4 1 9 2, 3.00 s"})
  void haveTheMiddleEpochOrTheMeanOfBoth(String seconds, String median) {
    List<String> each = List.of(seconds.split(" ", -1));
    List<EpochResult> epochs =
        IntStream.range(0, each.size())
            .mapToObj(i -> epoch(i + 1, Long.parseLong(each.get(i))))
            .toList();
    assertThat(Times.of(epochs, Optional.empty(), 0).orElseThrow().facts())
        .contains(new Fact("Median epoch", median));
  }
}
