package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.Setting;
import java.util.ArrayList;
import java.util.List;

/** The training of a sweep's winner on all training images, after which it is tested, once. */
public final class FinalTraining {
  private FinalTraining() {}

  /**
   * The configuration of the best trial, with no images held out. What watched those images is left
   * out; where early stopping did, training lasts for as many epochs as were kept of the trial, or
   * of the middle one of several.
   */
  public static RunConfig config(SweepConfig sweep, Candidate best) {
    List<Setting> settings = new ArrayList<>(best.settings());
    List<Long> seeds = sweep.search().seeds();
    if (!seeds.isEmpty()) {
      settings.add(new Setting("network.seed", Long.toString(seeds.get(0))));
    }
    RunConfig config = sweep.with(settings);
    TrainingConfig training = config.training();
    boolean stopped =
        training
            .callback(Callback.EarlyStopping.class)
            .filter(stop -> stop.monitor().isOfValidation())
            .isPresent();
    int epochs = stopped ? keptEpochs(best) : training.epochs();
    return new RunConfig(
        config.data(),
        config.network(),
        training.onAllImages(epochs),
        config.runtime(),
        config.serving(),
        config.spark());
  }

  private static int keptEpochs(Candidate best) {
    List<Integer> kept =
        best.trials().stream()
            .map(trial -> TrialReader.keptEpoch(trial.trial().config(), trial.epochs()))
            .sorted()
            .toList();
    return kept.get(kept.size() / 2);
  }
}
