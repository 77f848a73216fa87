package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.Objective;
import io.github.mnistdl4j.sweep.Candidate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Places the values of a sweep's objective by their rank, so that one bad trial does not squeeze
 * the others.
 *
 * @param values finite ones, the best first; at least one
 */
record RankScale(List<Double> values) {

  static RankScale of(Objective objective, List<Candidate> candidates) {
    Comparator<Double> order = Comparator.naturalOrder();
    return new RankScale(
        candidates.stream()
            .map(candidate -> candidate.value().orElseThrow())
            .sorted(objective == Objective.VAL_LOSS ? order : order.reversed())
            .toList());
  }

  /**
   * Returns a value's place: 1 for the best, 0 for the worst, the mean of theirs for equal ones.
   */
  double place(double value) {
    int first = values.indexOf(value);
    int last = first + Collections.frequency(values, value) - 1;
    return values.size() == 1 || values.get(0).equals(values.get(values.size() - 1))
        ? 1
        : 1 - (first + last) / 2.0 / (values.size() - 1);
  }

  /** Returns the best and the worst value and those of the quarters between them. */
  List<Double> marks() {
    return DoubleStream.of(0, 0.25, 0.5, 0.75, 1)
        .mapToObj(share -> values.get((int) Math.round(share * (values.size() - 1))))
        .distinct()
        .toList();
  }
}
