package io.github.mnistdl4j.report;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.PairedMistakes;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.SavedRun;
import java.util.ArrayList;
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

  /** Differences less probable than this by chance are called more than chance. */
  private static final double SIGNIFICANT = 0.05;

  /** Smaller probabilities are not told apart. */
  private static final double LEAST = 1e-6;

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
   * @param notes takes a sentence for each that could not be compared
   */
  static List<PairedRuns> of(List<SavedRun> runs, DatasetProvider provider, List<String> notes) {
    List<PairedRuns> pairs = new ArrayList<>();
    Optional<Answers> first = answers(runs.get(0), provider, notes);
    for (SavedRun other : first.isEmpty() ? List.<SavedRun>of() : runs.subList(1, runs.size())) {
      Optional<Answers> second = answers(other, provider, notes);
      if (second.isPresent() && sameImages(runs.get(0), other)) {
        pairs.add(of(runs.get(0), first.get(), other, second.get()));
      } else if (second.isPresent()) {
        notes.add(
            "%s was tested on other images than %s, so their mistakes are not compared."
                .formatted(other.directory().name(), runs.get(0).directory().name()));
      }
    }
    return pairs;
  }

  private static Optional<Answers> answers(
      SavedRun run, DatasetProvider provider, List<String> notes) {
    Findings findings = Findings.of(run, provider);
    findings.notes().forEach(note -> notes.add(run.directory().name() + ": " + note));
    return findings.inspection().flatMap(Inspection::answers);
  }

  /** Returns what tells the images of runs apart. */
  static Object images(SavedRun run) {
    return run.provenance().map(Provenance::dataset).map(d -> List.copyOf(d.sha256().values()));
  }

  private static boolean sameImages(SavedRun one, SavedRun other) {
    return images(one).equals(images(other));
  }

  static PairedRuns of(SavedRun one, Answers first, SavedRun other, Answers second) {
    PairedMistakes mistakes = PairedMistakes.of(first, second);
    String a = one.directory().name();
    String b = other.directory().name();
    return new PairedRuns(
        a,
        b,
        verdict(a, b, mistakes),
        List.of(
            group("Both are wrong", mistakes.both(), first, second),
            group("Only %s is wrong".formatted(a), mistakes.onlyFirst(), first, second),
            group("Only %s is wrong".formatted(b), mistakes.onlySecond(), second, first, true)),
        weights(one, other),
        hash(one).isPresent() && hash(one).equals(hash(other)));
  }

  private static Optional<String> hash(SavedRun run) {
    return run.provenance().flatMap(Provenance::result).map(Provenance.Result::parametersSha256);
  }

  /** Returns the result of McNemar's test in words. */
  static String verdict(String a, String b, PairedMistakes mistakes) {
    int onlyA = mistakes.onlyFirst().size();
    int onlyB = mistakes.onlySecond().size();
    String counts =
        "Of %s test images %s is wrong about %s that %s is right about, and %s about %s that %s is right about"
            .formatted(
                Numbers.count(mistakes.images()),
                a,
                Numbers.count(onlyA),
                b,
                b,
                Numbers.count(onlyB),
                a);
    if (onlyA == onlyB) {
      return counts + ": both are right equally often.";
    }
    double p = mistakes.p();
    return "%s. So %s is better by %s points: %s than chance would give in %s (McNemar’s exact test, p = %s)."
        .formatted(
            counts,
            onlyA > onlyB ? b : a,
            Numbers.points(Math.abs(mistakes.difference())).substring(1),
            p < SIGNIFICANT ? "more" : "no more",
            cases(p),
            String.format(Locale.ROOT, p < LEAST ? "%.0e" : "%.2g", p));
  }

  /** Returns a probability as {@code 1 of 1,000 cases}. */
  static String cases(double p) {
    if (p < LEAST) {
      return "1 of 1,000,000 cases";
    }
    long of = 100;
    while (Math.round(p * of) < 1) {
      of *= 10;
    }
    return "%s of %s cases".formatted(Math.round(p * of), Numbers.count(of));
  }

  /** Shows the images about which the wrong network was most confident first. */
  private static MistakeGroup group(
      String title, List<Integer> images, Answers wrong, Answers other) {
    return group(title, images, wrong, other, false);
  }

  private static MistakeGroup group(
      String title, List<Integer> images, Answers wrong, Answers other, boolean swapped) {
    return new MistakeGroup(
        title,
        Numbers.count(images.size()),
        images.size() > SHOWN,
        images.stream()
            .sorted(Comparator.comparing(wrong::confidence, Comparator.reverseOrder()))
            .limit(SHOWN)
            .map(i -> swapped ? card(i, other, wrong) : card(i, wrong, other))
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
        info.name(second.predicted(image)),
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
