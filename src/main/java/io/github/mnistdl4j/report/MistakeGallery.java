package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.Mistake;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The mistakes that the network was surest of.
 *
 * @param mistakes the surest first
 * @param wrong how many mistakes there are altogether
 * @param images of how many
 * @param probabilities whether the outputs are
 */
record MistakeGallery(List<Card> mistakes, String wrong, String images, boolean probabilities) {
  private static final int SHOWN = 24;
  private static final double BAR = 10;
  private static final double HIGHEST = 34;

  /**
   * A mistake.
   *
   * @param outputs all of them in words
   */
  record Card(
      int image,
      String picture,
      int truth,
      int predicted,
      String confidence,
      String outputs,
      List<Bar> bars) {}

  /**
   * An output as a bar.
   *
   * @param kind {@code truth}, {@code said} or {@code other}
   */
  record Bar(int label, String x, String middle, String y, String height, String kind) {}

  /**
   * The gallery.
   *
   * @param probabilities whether the network's outputs are
   */
  static MistakeGallery of(Answers answers, boolean probabilities) {
    long wrong = IntStream.range(0, answers.size()).filter(i -> !answers.isRight(i)).count();
    return new MistakeGallery(
        Mistake.mostConfident(answers, SHOWN).stream()
            .map(mistake -> card(mistake, answers, probabilities))
            .toList(),
        Numbers.count(wrong),
        Numbers.count(answers.size()),
        probabilities);
  }

  private static Card card(Mistake mistake, Answers answers, boolean probabilities) {
    return new Card(
        mistake.image(),
        Thumbnails.digit(answers.digits(), mistake.image()),
        mistake.truth(),
        mistake.predicted(),
        number(mistake.confidence(), probabilities),
        IntStream.range(0, mistake.outputs().size())
            .mapToObj(k -> k + ": " + number(mistake.outputs().get(k), probabilities))
            .collect(Collectors.joining(", ")),
        IntStream.range(0, mistake.outputs().size()).mapToObj(k -> bar(mistake, k)).toList());
  }

  private static String number(float output, boolean probabilities) {
    return probabilities ? Numbers.probability(output) : Numbers.decimal(output);
  }

  private static Bar bar(Mistake mistake, int label) {
    double height = HIGHEST * Math.min(1, Math.max(0, mistake.outputs().get(label)));
    return new Bar(
        label,
        coordinate(label * BAR + 1),
        coordinate(label * BAR + BAR / 2),
        coordinate(HIGHEST - height),
        coordinate(height),
        label == mistake.truth() ? "truth" : label == mistake.predicted() ? "predicted" : "other");
  }
}
