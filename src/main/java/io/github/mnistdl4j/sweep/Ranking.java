package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.Objective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results so far, for each trial by rung. Used by one thread. */
final class Ranking {
  private final Objective objective;
  private final Map<Integer, List<Trial>> trials;
  private final Map<String, NavigableMap<Integer, TrialResult>> results = new HashMap<>();

  Ranking(Objective objective, List<Trial> trials) {
    this.objective = objective;
    this.trials =
        trials.stream()
            .collect(Collectors.groupingBy(Trial::candidate, TreeMap::new, Collectors.toList()));
  }

  void add(TrialResult result) {
    results
        .computeIfAbsent(result.trial().name(), name -> new TreeMap<>())
        .put(result.rung(), result);
  }

  /** Returns the configurations all of whose trials have a result, the best first. */
  List<Candidate> candidates() {
    return trials.values().stream()
        .flatMap(seeds -> candidate(seeds).stream())
        .sorted(Candidate.bestFirst())
        .toList();
  }

  /** Returns the results of the last rung that all its trials have come to. */
  private Optional<Candidate> candidate(List<Trial> seeds) {
    if (!seeds.stream().map(Trial::name).allMatch(results::containsKey)) {
      return Optional.empty();
    }
    List<NavigableMap<Integer, TrialResult>> all =
        seeds.stream().map(trial -> Objects.requireNonNull(results.get(trial.name()))).toList();
    int rung = all.stream().mapToInt(NavigableMap::lastKey).min().orElseThrow();
    List<TrialResult> same =
        all.stream().map(rungs -> Objects.requireNonNull(rungs.get(rung))).toList();
    return Optional.of(new Candidate(seeds.get(0).candidate(), objective, same));
  }
}
