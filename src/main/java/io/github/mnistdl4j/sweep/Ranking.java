package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results so far, of each trial the last. Used by one thread. */
final class Ranking {
  private final Objective objective;
  private final Map<Integer, Integer> trialsOfCandidate = new HashMap<>();
  private final Map<String, TrialResult> results = new HashMap<>();

  Ranking(Objective objective, List<Trial> trials) {
    this.objective = objective;
    trials.forEach(trial -> trialsOfCandidate.merge(trial.candidate(), 1, Integer::sum));
  }

  void add(TrialResult result) {
    results.put(result.trial().name(), result);
  }

  private int trialsOf(int candidate) {
    return trialsOfCandidate.getOrDefault(candidate, 0);
  }

  /** The configurations all of whose trials have a result, the best first. */
  List<Candidate> candidates() {
    Map<Integer, List<TrialResult>> byCandidate = new TreeMap<>();
    results.values().stream()
        .sorted((a, b) -> a.trial().name().compareTo(b.trial().name()))
        .forEach(
            result ->
                byCandidate
                    .computeIfAbsent(result.trial().candidate(), number -> new ArrayList<>())
                    .add(result));
    return byCandidate.entrySet().stream()
        .filter(entry -> entry.getValue().size() == trialsOf(entry.getKey()))
        .map(entry -> new Candidate(entry.getKey(), objective, entry.getValue()))
        .sorted(Candidate.bestFirst())
        .toList();
  }
}
