package io.github.mnistdl4j.report;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.Explanation;
import io.github.mnistdl4j.evaluation.ForwardPass;
import io.github.mnistdl4j.evaluation.Mistake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows the most confident mistakes.
 *
 * @param mistakes the most confident first
 * @param bars what the bars of a mistake stand for, as {@code for 0 to 9}
 * @param width of an image on the page
 * @param height of an image on the page
 * @param evidenceWidth of a picture of what speaks for a class
 * @param evidenceHeight of such a picture
 * @param explained whether there are such pictures
 */
record MistakeGallery(
    List<Card> mistakes,
    String wrong,
    String images,
    boolean probabilities,
    String bars,
    int width,
    int height,
    int evidenceWidth,
    int evidenceHeight,
    boolean explained) {
  private static final int SHOWN = 24;
  private static final int SIDE = 84;
  private static final int EVIDENCE_SIDE = 56;

  /** A mistake; the truth and what was predicted are names of classes. */
  record Card(
      int image,
      String picture,
      String truth,
      String predicted,
      String confidence,
      String outputs,
      OutputBars chart,
      Optional<Evidence> evidence) {}

  /** Pictures of what speaks for the predicted class and for the true one, and against them. */
  record Evidence(String answer, String predicted, String right, String truth) {}

  static MistakeGallery of(Answers answers, boolean probabilities, Optional<ForwardPass> network) {
    DatasetInfo info = answers.digits().info();
    return new MistakeGallery(
        Mistake.mostConfident(answers, SHOWN).stream()
            .map(mistake -> card(mistake, answers, probabilities, network))
            .toList(),
        Numbers.count(answers.wrong()),
        Numbers.count(answers.size()),
        probabilities,
        OutputBars.meaning(info),
        Thumbnails.size(info.width(), info, SIDE),
        Thumbnails.size(info.height(), info, SIDE),
        Thumbnails.size(info.width(), info, EVIDENCE_SIDE),
        Thumbnails.size(info.height(), info, EVIDENCE_SIDE),
        network.isPresent());
  }

  private static Card card(
      Mistake mistake, Answers answers, boolean probabilities, Optional<ForwardPass> network) {
    DatasetInfo info = answers.digits().info();
    return new Card(
        mistake.image(),
        Thumbnails.digit(answers.digits(), mistake.image()),
        info.name(mistake.truth()),
        info.name(mistake.predicted()),
        number(mistake.confidence(), probabilities),
        OutputBars.shown(mistake, info).stream()
            .map(k -> info.name(k) + ": " + number(mistake.outputs().get(k), probabilities))
            .collect(Collectors.joining(", ")),
        OutputBars.of(mistake, info),
        network.map(asked -> evidence(asked, mistake, answers.digits())));
  }

  private static Evidence evidence(ForwardPass network, Mistake mistake, Digits digits) {
    float[] image = Digits.scaled(digits.image(mistake.image()));
    DatasetInfo info = digits.info();
    List<float[]> maps = Explanation.of(network, info, image, mistake.predicted(), mistake.truth());
    return new Evidence(
        info.name(mistake.predicted()),
        Thumbnails.evidence(maps.get(0), image, info.width()),
        info.name(mistake.truth()),
        Thumbnails.evidence(maps.get(1), image, info.width()));
  }

  private static String number(float output, boolean probabilities) {
    return probabilities ? Numbers.probability(output) : Numbers.decimal(output);
  }
}
