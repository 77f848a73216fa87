package io.github.mnistdl4j.report;

import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Shows how well each class is told from the others.
 *
 * @param rows in the order of the classes; of very many the weakest
 * @param some how many classes there are, if they are not all shown
 * @param weakest the class with the lowest F1
 */
record ClassTable(List<ClassRow> rows, Optional<String> some, String weakest) {
  private static final int LISTED = 200;
  private static final int WEAKEST = 50;

  /** A class's scores in percent. */
  record ClassRow(String label, String images, String precision, String recall, String f1) {}

  static ClassTable of(EvaluationResult evaluation) {
    List<ClassScore> scores = evaluation.classes();
    List<ClassScore> weakest =
        scores.stream()
            .filter(score -> score.images() > 0)
            .sorted(Comparator.comparingDouble(ClassScore::f1))
            .limit(WEAKEST)
            .toList();
    boolean some = scores.size() > LISTED;
    return new ClassTable(
        (some ? weakest : scores).stream().map(ClassTable::row).toList(),
        some ? Optional.of(Numbers.count(scores.size())) : Optional.empty(),
        weakest.stream().map(ClassScore::name).findFirst().orElse("none"));
  }

  /** Returns a row; without images there is nothing to measure. */
  private static ClassRow row(ClassScore score) {
    return new ClassRow(
        score.name(),
        Numbers.count(score.images()),
        share(score, score.precision()),
        share(score, score.recall()),
        share(score, score.f1()));
  }

  static String share(ClassScore score, double share) {
    return score.images() == 0 ? "-" : Numbers.percent(share);
  }
}
