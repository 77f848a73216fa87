package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.Screen;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasProgressTest {
  private static final Score SCORE = new Score(0.2577, 0.9245);

  private final Screen screen = new Screen();
  private long nanos = 1_000_000_007;

  private KerasProgress on(Console console) {
    return new KerasProgress(console, () -> nanos, false);
  }

  private static EpochResult epoch(int steps, Score training, Duration duration) {
    return new EpochResult(1, steps, training, Optional.empty(), Optional.empty(), 0.001, duration);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** The last line drawn on a terminal after a step that took a time. */
  private String drawn(int step, int steps, Duration time) {
    KerasProgress progress = on(screen.terminal(200));
    progress.onEpochStart(1, 5, steps);
    pass(time);
    progress.onStep(step, SCORE);
    return screen.printed().substring(screen.printed().lastIndexOf('\r') + 1);
  }

  @Test
  void printsOneFinishedLineAnEpochInAPipe() {
    KerasProgress progress = on(screen.pipe());
    progress.onEpochStart(1, 5, 469);
    for (int step = 1; step <= 469; step++) {
      pass(Duration.ofMillis(6));
      progress.onStep(step, SCORE);
    }
    progress.onEpochEnd(epoch(469, SCORE, Duration.ofMillis(2814)));
    progress.onEpochStart(2, 5, 469);
    assertThat(screen.printed())
        .isEqualTo(
            """
            Epoch 1/5
            469/469 [==============================] - 3s 6ms/step - loss: 0.2577 - accuracy: 0.9245
            Epoch 2/5
            """);
  }

  @Test
  void addsTheValidationSetAndTheTestSet() {
    Score test = new Score(0.1306, 0.9608);
    EpochResult result =
        new EpochResult(
            1,
            1,
            SCORE,
            Optional.of(new Score(0.2, 0.5)),
            Optional.of(test),
            0.001,
            Duration.ofSeconds(2));
    KerasProgress progress = on(screen.pipe());
    progress.onEpochStart(1, 1, 1);
    progress.onEpochEnd(result);
    assertThat(screen.printed())
        .endsWith(
            "1/1 [==============================] - 2s 2s/step - loss: 0.2577 - accuracy: 0.9245"
                + " - val_loss: 0.2000 - val_accuracy: 0.5000"
                + " - test_loss: 0.1306 - test_accuracy: 0.9608\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1, '  1/469 [..............................]'",
    "16, ' 16/469 [>.............................]'",
    "32, ' 32/469 [=>............................]'",
    "235, '235/469 [==============>...............]'",
    "468, '468/469 [============================>.]'",
    "469, '469/469 [==============================]'"
  })
  void drawsTheBarAsKeras(int step, String bar) {
    assertThat(drawn(step, 469, Duration.ofSeconds(1))).startsWith(bar + " - ETA: ");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 1.0, 2s",
    "1, 3, 0.2, 0s",
    "1, 60, 1.0, 59s",
    "1, 66, 1.0, 1:05",
    "2, 4, 125.9, 2:05",
    "1, 3600, 1.0, 59:59",
    "1, 3606, 1.0, 1:00:05",
    "1, 11, 8640.0, 24:00:00",
    "3, 3, 10.0, 0s"
  })
  void estimatesTheTimeLeft(int step, int steps, double seconds, String eta) {
    assertThat(drawn(step, steps, Duration.ofMillis((long) (seconds * 1000))))
        .endsWith("] - ETA: " + eta + " - loss: 0.2577 - accuracy: 0.9245");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4000, 4s 4s/step",
    "4, 5900, 6s 1s/step",
    "10, 10000, 10s 1s/step",
    "469, 2814, 3s 6ms/step",
    "2, 3, 0s 2ms/step",
    "1000, 42, 0s 42us/step",
    "1, 100000, 100s 100s/step"
  })
  void givesTimesInSecondsMillisecondsAndMicroseconds(int steps, long millis, String times) {
    KerasProgress progress = on(screen.pipe());
    progress.onEpochStart(1, 1, steps);
    progress.onEpochEnd(epoch(steps, SCORE, Duration.ofMillis(millis)));
    assertThat(screen.printed()).contains("] - " + times + " - loss: ");
  }

  @ParameterizedTest
  @CsvSource({
    "0.25765, 0.2577",
    "12.5, 12.5000",
    "-0.5, -0.5000",
    "0.00101, 0.0010",
    "0.001, 1.0000e-03",
    "0.00012345, 1.2345e-04",
    "-0.0001, -1.0000e-04",
    "0, 0.0000e+00",
    "NaN, NaN"
  })
  void givesSmallNumbersAnExponent(double x, String number) {
    assertThat(KerasProgress.number(x)).isEqualTo(number);
  }

  @Test
  void redrawsTheLineOnATerminalAndFinishesItThere() {
    KerasProgress progress = on(screen.terminal(120));
    progress.onEpochStart(1, 1, 3);
    pass(Duration.ofSeconds(1));
    progress.onStep(1, SCORE);
    pass(Duration.ofSeconds(1));
    progress.onStep(2, SCORE);
    progress.onEpochEnd(epoch(3, SCORE, Duration.ofSeconds(3)));
    String first =
        "1/3 [=========>....................] - ETA: 2s - loss: 0.2577 - accuracy: 0.9245";
    String second =
        "2/3 [===================>..........] - ETA: 1s - loss: 0.2577 - accuracy: 0.9245";
    String last =
        "3/3 [==============================] - 3s 1s/step - loss: 0.2577 - accuracy: 0.9245";
    assertThat(screen.printed())
        .isEqualTo(
            "Epoch 1/1\n\r%s\r%s\r%s\r%s\n"
                .formatted(first, second, " ".repeat(second.length()), last));
  }

  @Test
  void redrawsAtMostTwentyTimesASecondButAlwaysTheLastStep() {
    KerasProgress progress = on(screen.terminal(120));
    progress.onEpochStart(1, 1, 100);
    for (int step = 1; step <= 100; step++) {
      pass(Duration.ofMillis(10));
      progress.onStep(step, SCORE);
    }
    assertThat(screen.printed().chars().filter(c -> c == '\r')).hasSize(20);
    pass(Duration.ofMillis(1));
    progress.onEpochStart(2, 2, 2);
    progress.onStep(1, SCORE);
    progress.onStep(2, SCORE);
    assertThat(screen.printed()).doesNotContain("\r1/2").contains("\r2/2");
  }

  @Test
  void cutsTheLineToANarrowTerminal() {
    KerasProgress progress = on(screen.terminal(20));
    progress.onEpochStart(1, 1, 469);
    pass(Duration.ofSeconds(1));
    progress.onStep(235, SCORE);
    progress.onEpochEnd(epoch(469, SCORE, Duration.ofSeconds(3)));
    assertThat(screen.printed())
        .isEqualTo(
            """
            Epoch 1/1
            \r235/469 [==========\r                   \r\
            469/469 [==============================] - 3s 6ms/step - loss: 0.2577 - accuracy: 0.9245
            """);
  }

  @Test
  void countsStepsOfEachEpochAnew() {
    KerasProgress progress = on(screen.terminal(120));
    progress.onEpochStart(1, 2, 1000);
    progress.onEpochStart(2, 2, 10);
    pass(Duration.ofSeconds(1));
    progress.onStep(5, SCORE);
    assertThat(screen.printed()).contains("\r 5/10 [==============>...............] - ETA: 1s");
  }

  @Test
  void showsTheLearningRateWhereItChanges() {
    KerasProgress progress = new KerasProgress(screen.pipe(), () -> nanos, true);
    progress.onEpochStart(1, 1, 3);
    progress.onEpochEnd(epoch(3, SCORE, Duration.ofSeconds(3)));
    progress.onNote("Epoch 1: early stopping");
    assertThat(screen.printed())
        .endsWith(" - accuracy: 0.9245 - learning_rate: 1.0000e-03\nEpoch 1: early stopping\n");
  }
}
