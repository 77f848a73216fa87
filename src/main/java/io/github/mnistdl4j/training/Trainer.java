package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Evaluation;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.Checkpointer.Moment;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains a network epoch by epoch. Used by one thread. */
public final class Trainer {
  private final RunConfig config;
  private final TrainingConfig training;
  private final TrainingData data;
  private final List<TrainingListener> listeners;
  private final BooleanSupplier stopRequested;

  /** The last copy that a checkpoint within an epoch asked for. */
  private Optional<Snapshot> within = Optional.empty();

  /**
   * A trainer of one run.
   *
   * @param data the images to learn from and to evaluate on
   * @param listeners hear of every step, in this order
   * @param stopRequested asked after every step whether to end early
   */
  public Trainer(
      RunConfig config,
      TrainingData data,
      List<TrainingListener> listeners,
      BooleanSupplier stopRequested) {
    this.config = config;
    this.training = config.training();
    this.data = data;
    this.listeners = List.copyOf(listeners);
    this.stopRequested = stopRequested;
  }

  /** Trains the network in place, until all epochs are done or something ends it early. */
  public TrainingResult train(MultiLayerNetwork network) {
    return train(network, Optional.empty(), Checkpointer.NONE);
  }

  /**
   * Trains the network in place, until all epochs are done or something ends it early.
   *
   * @param from where an interrupted training was; the result is as if it had not been
   */
  public TrainingResult train(
      MultiLayerNetwork network, Optional<TrainingState> from, Checkpointer checkpoints) {
    LongSupplier correct = correctAnswers(network);
    from.ifPresent(state -> restore(state, network));
    List<EpochResult> epochs = new ArrayList<>(from.map(TrainingState::epochs).orElse(List.of()));
    Progress before = from.map(TrainingState::pass).orElse(Progress.NONE);
    Snapshot good = from.map(TrainingState::lastGood).orElseGet(() -> Snapshot.of(network));
    while (epochs.size() < training.epochs()) {
      Pass pass =
          new Pass(network, correct, listeners, stopRequested, config.network().seed(), before);
      Snapshot fallback = good;
      Supplier<TrainingState> state =
          () -> new TrainingState(within(network), fallback, epochs, pass.progress());
      Outcome outcome =
          pass.over(
              batches(network, epochs.size() + 1, before.steps()),
              () -> checkpoints.at(Moment.STEP, pass.steps(), state));
      if (outcome == Outcome.INTERRUPTED) {
        checkpoints.at(Moment.INTERRUPTION, pass.steps(), state);
        return new TrainingResult(outcome, epochs, pass.steps());
      }
      Optional<EpochResult> result = finish(network, epochs.size() + 1, pass, outcome);
      if (result.isEmpty()) {
        good.restore(network);
        return new TrainingResult(Outcome.DIVERGED, epochs, pass.steps());
      }
      epochs.add(result.get());
      Snapshot ended = Snapshot.of(network);
      good = ended;
      before = Progress.NONE;
      listeners.forEach(listener -> listener.onEpochEnd(result.get()));
      checkpoints.at(
          Moment.EPOCH,
          epochs.size(),
          () -> new TrainingState(ended, ended, epochs, Progress.NONE));
    }
    return new TrainingResult(Outcome.FINISHED, epochs, 0);
  }

  /** Evaluates and counts an epoch; empty if its numbers are none. */
  private Optional<EpochResult> finish(
      MultiLayerNetwork network, int epoch, Pass pass, Outcome outcome) {
    if (outcome == Outcome.DIVERGED) {
      return Optional.empty();
    }
    EpochResult result = result(network, epoch, pass);
    if (!result.isFinite()) {
      return Optional.empty();
    }
    network.incrementEpochCount();
    return Optional.of(result);
  }

  /**
   * Always in the same arrays: new ones of some megabytes at each checkpoint cost as much again.
   */
  private Snapshot within(MultiLayerNetwork network) {
    Snapshot copy =
        within.map(last -> last.replacedBy(network)).orElseGet(() -> Snapshot.of(network));
    within = Optional.of(copy);
    return copy;
  }

  private static void restore(TrainingState state, MultiLayerNetwork network) {
    state.network().restore(network);
    network.setEpochCount(state.epochs().size());
  }

  /** The fused step counts right answers itself; Deeplearning4j's has to be watched. */
  static LongSupplier correctAnswers(MultiLayerNetwork network) {
    if (network instanceof FusedNetwork fused) {
      return fused::correct;
    }
    CorrectAnswers correct = new CorrectAnswers();
    network.addListeners(correct);
    return correct::last;
  }

  /** The batches of an epoch behind those that were trained on before an interruption. */
  private DigitBatches batches(MultiLayerNetwork network, int epoch, int done) {
    DigitBatches batches =
        training.shuffle()
            ? DigitBatches.shuffled(
                data.train(), training.batchSize(), config.network().seed(), epoch)
            : DigitBatches.inOrder(data.train(), training.batchSize());
    batches.skip(done);
    if (network instanceof FusedNetwork fused) {
      fused.alongside(DigitBatches.PARTS, batches::prepare);
    }
    for (TrainingListener listener : listeners) {
      listener.onEpochStart(epoch, training.epochs(), batches.steps());
    }
    return batches;
  }

  private EpochResult result(MultiLayerNetwork network, int epoch, Pass pass) {
    boolean last = epoch == training.epochs();
    boolean test =
        training.evaluate() == Evaluate.EVERY_EPOCH
            || (training.evaluate() == Evaluate.END && last);
    return new EpochResult(
        epoch,
        pass.steps(),
        pass.score(),
        data.validation().map(digits -> evaluate(network, digits)).map(Score::of),
        test ? Optional.of(evaluate(network, data.test())) : Optional.empty(),
        pass.duration());
  }

  private Evaluation evaluate(MultiLayerNetwork network, Digits digits) {
    return Evaluator.evaluate(
        network, digits, training.loss(), NativeRuntime.threads(config.runtime()));
  }
}
