package io.github.mnistdl4j.data.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.distortion.Draws;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NonDigitsTest {
  private static final Digits DIGITS = SomeDigits.of(60, 1);

  private static Digits draw(long seed, int first, int images) {
    return new NonDigits(DIGITS, seed).draw(first, new int[images]);
  }

  @Test
  void drawsTheSameForSeedAndIndex() {
    byte[] all = draw(5, 0, 300).pixels();
    assertThat(draw(5, 0, 300).pixels()).isEqualTo(all);
    assertThat(draw(5, 100, 1).pixels()).isEqualTo(Arrays.copyOfRange(all, 100 * 784, 101 * 784));
    assertThat(draw(6, 0, 300).pixels()).isNotEqualTo(all);
  }

  @Test
  void drawsInkInMnistsForm() {
    Digits drawn = draw(7, 0, 500);
    for (int image = 0; image < drawn.size(); image++) {
      byte[] pixels = drawn.image(image);
      int[] inked = IntStream.range(0, 784).filter(i -> pixels[i] != 0).toArray();
      assertThat(inked).as("pixels of %d", image).hasSizeBetween(5, 400);
      int width = span(inked, i -> i % 28);
      int height = span(inked, i -> i / 28);
      assertThat(Math.max(width, height)).as("box of %d", image).isBetween(17, 20);
    }
  }

  private static int span(int[] pixels, IntUnaryOperator place) {
    IntSummaryStatistics all = Arrays.stream(pixels).map(place).summaryStatistics();
    return all.getMax() - all.getMin() + 1;
  }

  static List<BiConsumer<Sketch, Draws>> generators() {
    return List.of(Strokes::glyph, Strokes::scribble, Textures::silhouette, Textures::noise);
  }

  @ParameterizedTest
  @MethodSource("generators")
  void everyGeneratorDrawsSomethingNewEachTime(BiConsumer<Sketch, Draws> generator) {
    Draws draws = new Draws();
    float[] before = new float[0];
    for (int i = 0; i < 200; i++) {
      draws.begin(1, -1, i);
      Sketch sketch = new Sketch();
      generator.accept(sketch, draws);
      float sum = 0;
      for (float ink : sketch.ink()) {
        assertThat(ink).isBetween(0f, 1f);
        sum += ink;
      }
      assertThat(sum).isPositive();
      assertThat(sketch.ink()).isNotEqualTo(before);
      before = sketch.ink();
    }
  }

  @Test
  void drawsEveryGlyph() {
    for (float kind : new float[] {0, 0.5f, 0.9f}) {
      for (float which = 0; which < 1; which += 0.001f) {
        for (String stroke : Glyphs.of(kind, which)) {
          assertThat(stroke).matches("!?~?([0-9]{2}){2,}");
        }
      }
    }
  }

  @Test
  void putsTwoDigitsSideBySideAndHalvesOne() {
    SeveralDigits several = new SeveralDigits(DIGITS);
    Draws draws = new Draws();
    draws.begin(1, 0, 0);
    float[] pair = several.pair(draws);
    assertThat(pair).hasSize(56 * 28);
    assertThat(columns(pair)).isGreaterThan(34);
    assertThat(columns(several.half(draws))).isLessThan(29);
  }

  private static long columns(float[] picture) {
    return IntStream.range(0, 56)
        .filter(x -> IntStream.range(0, 28).anyMatch(y -> picture[y * 56 + x] > 0))
        .count();
  }

  @Test
  void addsAFifthBehindTheTrainingImages() {
    Digits train = DIGITS.relabelled(DatasetInfo.MNIST.withNone(), "test");
    Digits all = NonDigits.behind(train, 3);
    assertThat(all.size()).isEqualTo(72);
    assertThat(all.slice(0, 60).pixels()).isEqualTo(DIGITS.pixels());
    assertThat(all.classCounts()[10]).isEqualTo(12);
    assertThat(all.info().areDigits()).isTrue();
    assertThat(all.info().answerClasses()).isEqualTo(10);
  }
}
