package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.SweepResult;
import io.github.mnistdl4j.sweep.TrialResult;
import io.github.mnistdl4j.training.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A sweep's configurations as a table, the best first. */
final class SweepSummary {
  private static final String ROW = "%4s  %-9s  %9s  %12s  %6s  %s";
  private static final int MOST = 50;

  private SweepSummary() {}

  static List<String> lines(SweepResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("rank", "trial", "val_loss", "val_accuracy", "epochs", "settings"));
    List<Candidate> ranking = result.ranking();
    for (int i = 0; i < Math.min(MOST, ranking.size()); i++) {
      lines.add(row(i + 1, ranking.get(i)));
    }
    if (ranking.size() > MOST) {
      lines.add("and %d more, in sweep.csv".formatted(ranking.size() - MOST));
    }
    return lines;
  }

  private static String row(int rank, Candidate candidate) {
    TrialResult first = candidate.trials().get(0);
    String more = candidate.trials().size() == 1 ? "" : "+" + (candidate.trials().size() - 1);
    return ROW.formatted(
        rank,
        first.trial().name() + more,
        mean(candidate, Score::loss),
        mean(candidate, Score::accuracy),
        first.epochs().size(),
        settings(candidate.settings()));
  }

  private static String mean(Candidate candidate, ToDoubleFunction<Score> what) {
    return candidate.value().isEmpty()
        ? "-"
        : KerasProgress.number(
            candidate.trials().stream()
                .map(TrialResult::validation)
                .flatMap(Optional::stream)
                .mapToDouble(what)
                .average()
                .orElseThrow());
  }

  /** The settings without what stands before the last dot of their keys. */
  static String settings(List<Setting> settings) {
    return settings.stream()
        .map(each -> Setting.shortName(each.key()) + "=" + each.value())
        .collect(Collectors.joining(" "));
  }
}
