package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.cli.console.ProgressBar;
import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.SweepListener;
import io.github.mnistdl4j.sweep.TrialResult;
import io.github.mnistdl4j.sweep.TrialResult.TrialStatus;
import java.time.Duration;
import java.util.List;

/** Prints a line for every trial that has ended, and on a terminal a progress bar below them. */
final class SweepProgress implements SweepListener {
  private final Console console;
  private final SweepConfig config;
  private final ProgressBar bar;
  private int trials;
  private int done;
  private Duration taken = Duration.ZERO;

  SweepProgress(Console console, SweepConfig config) {
    this.console = console;
    this.config = config;
    this.bar = new ProgressBar(console, System::nanoTime);
  }

  @Override
  public void onRung(int trials, int done, int epochs, String place) {
    this.trials = trials;
    this.done = done;
    bar.start(done);
    boolean halving = config.search().method() == SearchMethod.HALVING;
    console.say(
        "%s%d %s%s%s, %s"
            .formatted(
                config.search().maxTime().isPresent() ? "up to " : "",
                trials,
                trials == 1 ? "trial" : "trials",
                halving ? " up to epoch " + epochs : "",
                done > 0 ? ", of which %d are done".formatted(done) : "",
                place));
    bar.draw(ProgressBar.counted(done, trials));
  }

  @Override
  public void onTrial(TrialResult result, Duration took, List<Candidate> ranking) {
    done++;
    taken = taken.plus(took);
    console.say(line(result, took));
    if (done < trials) {
      bar.draw(done, trials, best(ranking));
    }
  }

  private static String line(TrialResult result, Duration took) {
    String what =
        result
            .validation()
            .map(score -> KerasProgress.metrics("val_", score))
            .orElse(
                result.status() == TrialStatus.FAILED
                    ? " - failed: " + result.problem().orElse("")
                    : " - no result, " + YamlNames.of(result.status()));
    return "%s - %.1fs%s - %s"
        .formatted(
            result.trial().name(),
            took.toMillis() / 1e3,
            what,
            SweepSummary.settings(result.trial().settings()));
  }

  private String best(List<Candidate> ranking) {
    if (ranking.isEmpty() || ranking.get(0).value().isEmpty()) {
      return "";
    }
    String objective = YamlNames.of(config.search().objective()).replace('-', '_');
    double best = ranking.get(0).value().getAsDouble();
    return " - best %s: %s".formatted(objective, KerasProgress.number(best));
  }

  /** Says what the trials of this process took, beside the time that passed. */
  void end(double seconds) {
    if (!taken.isZero()) {
      console.say("%.1f s for trials that took %.1f s", seconds, taken.toMillis() / 1e3);
    }
  }
}
