package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Callback.EarlyStopping;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.util.ArrayList;
import java.util.List;

/**
 * The best configuration of a sweep, to be trained on all training images and tested, once.
 *
 * @param best as the trials judged it
 * @param config with no images held out
 * @param directory of its run
 */
public record Winner(Candidate best, AppConfig config, RunDirectory directory) {

  /** Returns the winner of a sweep that has one. */
  public static Winner of(SweepResult result, SweepDirectory sweep) {
    Candidate best = result.best().orElseThrow();
    AppConfig config = config(result.config(), best);
    return new Winner(best, config, sweep.winner(config));
  }

  /**
   * Returns the configuration of the best trial, with no images held out. What monitored those is
   * left out; if early stopping did, training lasts for as many epochs as were kept of the trial,
   * or of the median one of several.
   */
  static AppConfig config(SweepConfig sweep, Candidate best) {
    List<Setting> settings = new ArrayList<>(best.settings());
    List<Long> seeds = sweep.search().seeds();
    if (!seeds.isEmpty()) {
      settings.add(new Setting("network.seed", Long.toString(seeds.get(0))));
    }
    AppConfig config = sweep.with(settings);
    TrainingConfig training = config.run().training();
    boolean stopped =
        training
            .callback(EarlyStopping.class)
            .filter(s -> s.monitor().isOfValidation())
            .isPresent();
    TrainingConfig all = training.onAllImages();
    return Records.with(
        config, "run.training", stopped ? Records.with(all, "epochs", keptEpochs(best)) : all);
  }

  private static int keptEpochs(Candidate best) {
    List<Integer> kept =
        best.trials().stream()
            .map(trial -> TrialResult.keptEpoch(trial.trial().config(), trial.epochs()))
            .sorted()
            .toList();
    return kept.get(kept.size() / 2);
  }

  /** Returns whether it was trained to its end before. */
  public boolean isTrained() {
    return new SavedRun(directory)
        .provenance()
        .filter(provenance -> provenance.status() == Provenance.Status.FINISHED)
        .isPresent();
  }
}
