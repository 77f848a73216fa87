package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistakeTest {
  private static final Digits FOUR = SomeDigits.mnist(new byte[4 * 784], new byte[] {0, 1, 2, 3});

  /** Image i is taken for class 5 with this probability, except image 1, which is right. */
  private static Answers answers(float... probabilities) {
    float[] outputs = new float[40];
    for (int i = 0; i < 4; i++) {
      outputs[10 * i + (i == 1 ? 1 : 5)] = probabilities[i];
    }
    return new Answers(FOUR, outputs);
  }

  @Test
  void putsTheSurestFirst() {
    List<Mistake> mistakes = Mistake.mostConfident(answers(0.5f, 1, 0.9f, 0.7f), 24);
    assertThat(mistakes).extracting(Mistake::image).containsExactly(2, 3, 0);
    assertThat(mistakes.get(0).truth()).isEqualTo(2);
    assertThat(mistakes.get(0).predicted()).isEqualTo(5);
    assertThat(mistakes.get(0).confidence()).isEqualTo(0.9f);
    assertThat(mistakes.get(0).outputs()).hasSize(10);
  }

  @Test
  void keepsTheOrderOfTheImagesAmongEqualsAndStopsAtTheLimit() {
    assertThat(Mistake.mostConfident(answers(0.5f, 1, 0.5f, 0.5f), 2))
        .extracting(Mistake::image)
        .containsExactly(0, 2);
  }

  @Test
  void answersHaveARowAnImage() {
    assertThatThrownBy(() -> new Answers(FOUR, new float[39]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("39 outputs for 4 images");
  }
}
