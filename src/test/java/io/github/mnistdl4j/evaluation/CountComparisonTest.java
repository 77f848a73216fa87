package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.training.SomeDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountComparisonTest {
  /** Three images of class 3: taken for 3, for 3 by a hair's breadth before 5, and for 7. */
  private static final Answers ANSWERS =
      new Answers(
          SomeDigits.mnist(new byte[3 * 784], new byte[] {3, 3, 3}),
          outputs(
              new float[] {3, 0.9f, 4, 0.1f},
              new float[] {3, 0.5f, 5, 0.499995f},
              new float[] {7, 1}));

  private static final ConfusionMatrix OURS = matrix(new int[] {3, 2}, new int[] {7, 1});
  private final CountComparison comparison = new CountComparison(ANSWERS, OURS);

  @Test
  void findsNoDifferenceToTheSameCounts() {
    assertThat(comparison.difference(OURS)).isEmpty();
    assertThat(comparison.ties()).isEqualTo(1);
  }

  @Test
  void letsAnImageBetweenTwoClassesBeEither() {
    assertThat(comparison.difference(matrix(new int[] {3, 1}, new int[] {5, 1}, new int[] {7, 1})))
        .isEmpty();
  }

  @Test
  void saysWhichCountDiffers() {
    assertThat(comparison.difference(matrix(new int[] {3, 2}, new int[] {8, 1})))
        .contains("Of the images of class 3, Deeplearning4j counts 0 as class 7, this project 1.");
    assertThat(comparison.difference(matrix(new int[] {3, 3})))
        .contains(
            "Of the images of class 3, Deeplearning4j counts 3 as class 3, this project 1 to 2.");
    assertThat(comparison.difference(matrix(new int[] {5, 2}, new int[] {7, 1}))).isPresent();
  }

  @Test
  void seesImagesThatAreMissing() {
    assertThat(comparison.difference(matrix(new int[] {3, 2}))).isPresent();
  }

  /** Rows of ten outputs, each given as class, value, class, value …, the others 0. */
  private static float[] outputs(float[]... images) {
    float[] outputs = new float[images.length * 10];
    for (int image = 0; image < images.length; image++) {
      for (int i = 0; i < images[image].length; i += 2) {
        outputs[image * 10 + (int) images[image][i]] = images[image][i + 1];
      }
    }
    return outputs;
  }

  /**
   * A matrix that has images of class 3 alone: pairs of the class they were taken for, and how
   * many.
   */
  private static ConfusionMatrix matrix(int[]... predictions) {
    int[][] counts = new int[10][10];
    for (int[] prediction : predictions) {
      counts[3][prediction[0]] = prediction[1];
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(IntStream.of(row).boxed().toList());
    }
    return new ConfusionMatrix(rows);
  }
}
