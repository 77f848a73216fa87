package io.github.mnistdl4j.report;

import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.util.Comparator;
import java.util.List;

/**
 * Shows how well each class is told from the others.
 *
 * @param weakest the class with the lowest F1
 */
record ClassTable(List<ClassRow> rows, int weakest) {

  /** A class's scores in percent. */
  record ClassRow(int label, String images, String precision, String recall, String f1) {}

  static ClassTable of(EvaluationResult evaluation) {
    List<ClassScore> scores = evaluation.classes();
    return new ClassTable(
        scores.stream()
            .map(
                score ->
                    new ClassRow(
                        score.label(),
                        Numbers.count(score.images()),
                        share(score, score.precision()),
                        share(score, score.recall()),
                        share(score, score.f1())))
            .toList(),
        scores.stream()
            .filter(score -> score.images() > 0)
            .min(Comparator.comparingDouble(ClassScore::f1))
            .orElseThrow()
            .label());
  }

  /** Returns a score in percent; a class without images has none. */
  static String share(ClassScore score, double share) {
    return score.images() == 0 ? "-" : Numbers.percent(share);
  }
}
