package io.github.mnistdl4j.report;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.PairedMistakes;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.SavedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a run with the first one, image by image and weight by weight.
 *
 * @param verdict what McNemar's test says
 * @param groups mistakes of both, and of each alone
 * @param weights one row per layer; none if the networks' shapes differ
 * @param same whether they have the same parameters, bit by bit
 */
record PairedRuns(
    String first,
    String second,
    String verdict,
    List<MistakeGroup> groups,
    List<LayerRow> weights,
    boolean same) {
  private static final int SHOWN = 12;
  private static final int SIDE = 56;

  /** A run by its name on the page, and what its network answers to the test images. */
  record AskedRun(String name, SavedRun run, Answers answers) {}

  /**
   * Images about which the same networks are wrong.
   *
   * @param some whether not all are shown
   */
  record MistakeGroup(String title, String count, boolean some, List<PairCard> cards) {}

  /** An image, and what each network took it for. */
  record PairCard(
      int image,
      String picture,
      int width,
      int height,
      String truth,
      String firstAnswer,
      boolean firstRight,
      String secondAnswer,
      boolean secondRight) {}

  /** The distance of a layer's weights. */
  record LayerRow(int layer, String shape, String relative, String cosine) {}

  /**
   * Compares each run with the first; nothing is fetched.
   *
   * @param names of the runs on the page
   * @param notes takes a sentence for each that could not be compared
   */
  static List<PairedRuns> of(
      List<SavedRun> runs, List<String> names, DatasetProvider provider, List<String> notes) {
    List<PairedRuns> pairs = new ArrayList<>();
    Optional<AskedRun> first = ask(names.get(0), runs.get(0), provider, notes);
    for (int i = 1; first.isPresent() && i < runs.size(); i++) {
      Optional<AskedRun> other = ask(names.get(i), runs.get(i), provider, notes);
      if (other.isPresent() && haveSameImages(first.get(), other.get())) {
        pairs.add(of(first.get(), other.get()));
      } else if (other.isPresent()) {
        notes.add(
            "%s was tested on other images than %s, so their mistakes are not compared."
                .formatted(names.get(i), names.get(0)));
      }
    }
    return pairs;
  }

  private static Optional<AskedRun> ask(
      String name, SavedRun run, DatasetProvider provider, List<String> notes) {
    Findings findings = Findings.of(run, provider);
    findings.notes().forEach(note -> notes.add(name + ": " + note));
    return findings
        .inspection()
        .flatMap(Inspection::answers)
        .map(answers -> new AskedRun(name, run, answers));
  }

  /** Returns whether test sets are the same; a network may know a class for none of the others. */
  private static boolean haveSameImages(AskedRun one, AskedRun other) {
    Digits first = one.answers().digits();
    Digits second = other.answers().digits();
    return first.info().width() == second.info().width()
        && classes(first).equals(classes(second))
        && Arrays.equals(first.labels(), second.labels())
        && Arrays.equals(first.pixels(), second.pixels());
  }

  private static List<String> classes(Digits digits) {
    return digits.info().classes().subList(0, digits.info().answerClasses());
  }

  static PairedRuns of(AskedRun one, AskedRun other) {
    Answers first = one.answers();
    Answers second = other.answers();
    PairedMistakes mistakes = PairedMistakes.of(first, second);
    return new PairedRuns(
        one.name(),
        other.name(),
        McNemarVerdict.of(one.name(), other.name(), mistakes),
        List.of(
            group("Both are wrong", mistakes.both(), first, first, second),
            group(
                "Only %s is wrong".formatted(one.name()),
                mistakes.onlyFirst(),
                first,
                first,
                second),
            group(
                "Only %s is wrong".formatted(other.name()),
                mistakes.onlySecond(),
                second,
                first,
                second)),
        weights(one.run(), other.run()),
        hash(one.run()).isPresent() && hash(one.run()).equals(hash(other.run())));
  }

  private static Optional<String> hash(SavedRun run) {
    return run.provenance().flatMap(Provenance::result).map(Provenance.Result::parametersSha256);
  }

  /**
   * Shows some images.
   *
   * @param wrong the network whose most confident mistakes come first
   */
  private static MistakeGroup group(
      String title, List<Integer> images, Answers wrong, Answers first, Answers second) {
    return new MistakeGroup(
        title,
        Numbers.count(images.size()),
        images.size() > SHOWN,
        images.stream()
            .sorted(Comparator.comparing(wrong::confidence, Comparator.reverseOrder()))
            .limit(SHOWN)
            .map(image -> card(image, first, second))
            .toList());
  }

  private static PairCard card(int image, Answers first, Answers second) {
    DatasetInfo info = first.digits().info();
    return new PairCard(
        image,
        Thumbnails.digit(first.digits(), image),
        Thumbnails.size(info.width(), info, SIDE),
        Thumbnails.size(info.height(), info, SIDE),
        info.name(first.truth(image)),
        info.name(first.predicted(image)),
        first.isRight(image),
        second.digits().info().name(second.predicted(image)),
        second.isRight(image));
  }

  private static List<LayerRow> weights(SavedRun one, SavedRun other) {
    try {
      return one.weightDistances(other).stream()
          .map(
              each ->
                  new LayerRow(
                      each.layer(),
                      each.shape().get(0) + " × " + each.shape().get(1),
                      Numbers.percent(each.relative()),
                      String.format(Locale.ROOT, "%.3f", each.cosine()).replace('-', '−')))
          .toList();
    } catch (MnistDl4jException e) {
      return List.of(); // its answers were there a moment ago
    }
  }
}
