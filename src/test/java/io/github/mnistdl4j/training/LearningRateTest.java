package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.LearningRateSchedule;
import io.github.mnistdl4j.config.LearningRateSchedule.Constant;
import io.github.mnistdl4j.config.LearningRateSchedule.Cosine;
import io.github.mnistdl4j.config.LearningRateSchedule.Exponential;
import io.github.mnistdl4j.config.LearningRateSchedule.Step;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  private static void assertRates(LearningRateSchedule schedule, double[]... stepsAndRates) {
    for (double[] expected : stepsAndRates) {
      assertThat(LearningRate.scheduled(schedule, 0.2, (int) expected[0]))
          .as("step %s", expected[0])
          .isEqualTo(expected[1], within(1e-15));
    }
  }

  private static double[] at(int step, double rate) {
    return new double[] {step, rate};
  }

  @Test
  void constantIsTheOptimizersToTheLastBit() {
    assertThat(LearningRate.scheduled(new Constant(0), 0.001, 12345)).isEqualTo(0.001);
  }

  @Test
  void warmUpRisesAsALine() {
    assertRates(new Constant(4), at(0, 0), at(1, 0.05), at(3, 0.15), at(4, 0.2), at(99, 0.2));
  }

  @Test
  void stepChangesAtOnce() {
    assertRates(
        new Step(10, 0.5, 0), at(0, 0.2), at(9, 0.2), at(10, 0.1), at(19, 0.1), at(20, 0.05));
  }

  @Test
  void exponentialChangesAllTheTime() {
    assertRates(new Exponential(10, 0.25, 0), at(0, 0.2), at(5, 0.1), at(10, 0.05), at(20, 0.0125));
  }

  @Test
  void cosineEndsAtAlphaAndStaysThere() {
    double half = Math.sqrt(0.5);
    assertRates(
        new Cosine(100, 0, 0),
        at(0, 0.2),
        at(25, 0.1 + 0.1 * half),
        at(50, 0.1),
        at(100, 0),
        at(500, 0));
    assertRates(new Cosine(100, 0.1, 0), at(50, 0.11), at(100, 0.02), at(101, 0.02));
  }

  @Test
  void decayBeginsAfterTheWarmUp() {
    assertRates(new Cosine(100, 0, 10), at(5, 0.1), at(10, 0.2), at(60, 0.1), at(110, 0));
    assertRates(new Step(10, 0.5, 4), at(13, 0.2), at(14, 0.1));
  }
}
