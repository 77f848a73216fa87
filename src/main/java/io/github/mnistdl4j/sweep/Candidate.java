package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.Objective;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.training.Score;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A configuration of a search with the results of its trials.
 *
 * @param number of the configuration, from 1
 * @param objective how it is judged
 * @param trials one for each seed, at least one
 */
public record Candidate(int number, Objective objective, List<TrialResult> trials) {
  public Candidate {
    trials = List.copyOf(trials);
  }

  /** Returns what it has in place of the sweep's own values. */
  public List<Setting> settings() {
    return trials.get(0).trial().settings();
  }

  /** Returns the epochs that its trials were to be trained for. */
  public int rung() {
    return trials.stream().mapToInt(TrialResult::rung).min().orElse(0);
  }

  /** Returns the mean of its trials' validation losses or accuracies; empty if one has none. */
  public OptionalDouble value() {
    return trials.stream().allMatch(trial -> trial.validation().isPresent())
        ? trials.stream().mapToDouble(this::value).average()
        : OptionalDouble.empty();
  }

  private double value(TrialResult trial) {
    Score score = trial.validation().orElseThrow();
    return objective == Objective.VAL_LOSS ? score.loss() : score.accuracy();
  }

  /**
   * Returns the order of a ranking: those that were trained for longer come before those that were
   * dropped, those without a value come last, and of equals the one that was drawn first is first.
   */
  static Comparator<Candidate> bestFirst() {
    return Comparator.comparing((Candidate each) -> each.value().isEmpty())
        .thenComparing(Comparator.comparingInt(Candidate::rung).reversed())
        .thenComparingDouble(Candidate::cost)
        .thenComparingInt(Candidate::number);
  }

  private double cost() {
    double value = value().orElse(0);
    return objective == Objective.VAL_LOSS ? value : -value;
  }
}
