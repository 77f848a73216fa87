package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.Mistake;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shows the most confident mistakes.
 *
 * @param mistakes the most confident first
 */
record MistakeGallery(List<Card> mistakes, String wrong, String images, boolean probabilities) {
  private static final int SHOWN = 24;
  private static final double BAR = 10;
  private static final double HIGHEST = 34;

  record Card(
      int image,
      String picture,
      int truth,
      int predicted,
      String confidence,
      String outputs,
      List<OutputBar> bars) {}

  /** An output as a bar; its kind is {@code truth}, {@code predicted} or {@code other}. */
  record OutputBar(int label, String x, String middle, String y, String height, String kind) {}

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

  private static OutputBar bar(Mistake mistake, int label) {
    double height = HIGHEST * Math.min(1, Math.max(0, mistake.outputs().get(label)));
    return new OutputBar(
        label,
        coordinate(label * BAR + 1),
        coordinate(label * BAR + BAR / 2),
        coordinate(HIGHEST - height),
        coordinate(height),
        label == mistake.truth() ? "truth" : label == mistake.predicted() ? "predicted" : "other");
  }
}
