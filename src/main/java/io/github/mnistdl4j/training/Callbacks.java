package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.TrainingConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The callbacks of one training that decide how it goes on. */
final class Callbacks {
  private final Optional<EarlyStoppingState> earlyStopping;
  private final Optional<PlateauState> plateau;
  private final LearningRateScheduler scheduler;
  private final boolean keepsBest;
  private final Consumer<String> note;
  private Optional<Snapshot> best = Optional.empty();

  /**
   * The callbacks of a configuration.
   *
   * @param note hears what a user should know, a sentence at a time
   */
  Callbacks(TrainingConfig config, Consumer<String> note) {
    double learningRate = config.optimizer().learningRate();
    Optional<Callback.EarlyStopping> stopping = config.callback(Callback.EarlyStopping.class);
    this.earlyStopping = stopping.map(EarlyStoppingState::new);
    this.keepsBest = stopping.map(Callback.EarlyStopping::restoreBestWeights).orElse(false);
    this.plateau =
        config
            .callback(Callback.ReduceLrOnPlateau.class)
            .map(each -> new PlateauState(each, learningRate));
    this.scheduler = new LearningRateScheduler(config.learningRateSchedule(), learningRate);
    this.note = note;
  }

  /** Takes up what an interrupted training had come to. */
  void restore(List<EpochResult> epochs, Optional<Snapshot> bestSoFar) {
    epochs.forEach(
        epoch -> {
          earlyStopping.ifPresent(callback -> callback.onEpochEnd(epoch));
          plateau.ifPresent(callback -> callback.onEpochEnd(epoch));
        });
    best = bestSoFar;
    if (isStopped()) {
      note.accept(
          "Early stopping has ended this training, after epoch %d.".formatted(epochs.size()));
    }
  }

  /** Hears of the next epoch and the network after it. */
  void onEpochEnd(EpochResult epoch, Snapshot network) {
    plateau
        .filter(callback -> callback.onEpochEnd(epoch))
        .ifPresent(callback -> say(epoch, reduced(callback.learningRate())));
    earlyStopping.ifPresent(
        callback -> {
          boolean improved = callback.onEpochEnd(epoch);
          if (keepsBest && improved) {
            best = Optional.of(network);
          }
          if (callback.isStopped()) {
            say(epoch, "early stopping");
          }
        });
  }

  private static String reduced(double learningRate) {
    return String.format(
        Locale.ROOT, "ReduceLROnPlateau reducing learning rate to %s.", (float) learningRate);
  }

  private void say(EpochResult epoch, String what) {
    note.accept("Epoch %d: %s".formatted(epoch.epoch(), what));
  }

  /** Whether training is to end before its last epoch. */
  boolean isStopped() {
    return earlyStopping.map(EarlyStoppingState::isStopped).orElse(false);
  }

  /** The learning rate of a step, counted from 0 over all epochs. */
  double learningRate(int step) {
    return plateau.map(PlateauState::learningRate).orElseGet(() -> scheduler.at(step));
  }

  /** The network of the best epoch so far, if it is to be kept. */
  Optional<Snapshot> best() {
    return best;
  }

  /** Gives the network the best epoch's parameters, if they are to be kept; says which epoch's. */
  Optional<Integer> restoreBest(MultiLayerNetwork network) {
    return best.map(
        snapshot -> {
          int epoch = earlyStopping.map(EarlyStoppingState::bestEpoch).orElseThrow();
          snapshot.restoreParameters(network);
          note.accept(
              "Restoring model weights from the end of the best epoch: %d.".formatted(epoch));
          return epoch;
        });
  }
}
