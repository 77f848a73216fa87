package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A configuration in the table of a sweep, with the figures of each of its trials.
 *
 * @param value what it is ranked by
 */
record TrialRow(
    int rank,
    List<LinkedTrial> trials,
    String value,
    String loss,
    String accuracy,
    String epochs,
    String seconds,
    String status,
    Optional<String> problem,
    List<String> settings) {
  static final int MOST = 200;

  /** A trial, and the address of its report if there is one. */
  record LinkedTrial(String name, Optional<String> link) {}

  static List<TrialRow> all(List<Candidate> ranking, Function<String, Optional<String>> report) {
    return IntStream.range(0, Math.min(MOST, ranking.size()))
        .mapToObj(i -> of(i + 1, ranking.get(i), report))
        .toList();
  }

  private static TrialRow of(
      int rank, Candidate candidate, Function<String, Optional<String>> report) {
    List<TrialResult> trials = candidate.trials();
    return new TrialRow(
        rank,
        trials.stream()
            .map(result -> result.trial().name())
            .map(name -> new LinkedTrial(name, report.apply(name)))
            .toList(),
        candidate.value().isPresent() ? Numbers.decimal(candidate.value().getAsDouble()) : "none",
        each(trials, r -> r.validation().map(s -> Numbers.decimal(s.loss())).orElse("–")),
        each(trials, r -> r.validation().map(s -> Numbers.percent(s.accuracy())).orElse("–")),
        each(trials, r -> Integer.toString(r.epochs().size())),
        Numbers.seconds(trials.stream().mapToDouble(TrialResult::seconds).sum()),
        trials.stream()
            .map(result -> YamlNames.of(result.status()).replace('-', ' '))
            .distinct()
            .collect(Collectors.joining(", ")),
        trials.stream().flatMap(result -> result.problem().stream()).findFirst(),
        candidate.settings().stream().map(Setting::value).toList());
  }

  private static String each(List<TrialResult> trials, Function<TrialResult, String> what) {
    return trials.stream().map(what).collect(Collectors.joining(" "));
  }
}
