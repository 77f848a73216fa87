package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.EvaluationResult;
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
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** One training, from where it begins or goes on to where it ends. */
final class TrainingLoop {
  private final RunConfig config;
  private final TrainingConfig training;
  private final TrainingData data;
  private final List<TrainingCallback> listeners;
  private final BooleanSupplier stopRequested;
  private final MultiLayerNetwork network;
  private final Checkpointer checkpoints;
  private final Optional<EpochTrainer> elsewhere;
  private final Callbacks callbacks;
  private final LearningRate learningRate;
  private final LongSupplier correct;
  private final List<EpochResult> epochs = new ArrayList<>();
  private Progress before = Progress.NONE;
  private Snapshot good;
  private Optional<Snapshot> within = Optional.empty();

  TrainingLoop(
      RunConfig config,
      TrainingData data,
      List<TrainingCallback> listeners,
      BooleanSupplier stopRequested,
      MultiLayerNetwork network,
      Checkpointer checkpoints,
      Optional<EpochTrainer> elsewhere) {
    this.config = config;
    this.training = config.training();
    this.data = data;
    this.listeners = listeners;
    this.stopRequested = stopRequested;
    this.network = network;
    this.checkpoints = checkpoints;
    this.elsewhere = elsewhere;
    this.callbacks =
        new Callbacks(training, text -> listeners.forEach(listener -> listener.onNote(text)));
    this.learningRate = new LearningRate(network, training.optimizer().learningRate());
    this.correct = CorrectAnswers.of(network);
    this.good = Snapshot.of(network);
  }

  /** Takes up what an interrupted training had come to. */
  void restore(TrainingState state) {
    boolean trained = state.epochs().size() >= training.epochs(); // what came after is not wanted
    (trained ? state.lastGood() : state.network()).restore(network);
    network.setEpochCount(state.epochs().size());
    epochs.addAll(state.epochs());
    before = trained ? Progress.NONE : state.pass();
    good = state.lastGood();
    callbacks.restore(state.epochs(), state.best());
  }

  /** Trains until all epochs are done or something ends it early. */
  TrainingResult run() {
    Outcome outcome = Outcome.FINISHED;
    int steps = 0;
    while (epochs.size() < training.epochs() && outcome == Outcome.FINISHED) {
      if (callbacks.isStopped()) {
        outcome = Outcome.STOPPED_EARLY;
      } else if (new TimeLimit(training.maxTime(), epochs).isReached(before.nanos())) {
        outcome = Outcome.TIME_LIMIT;
        steps = before.steps();
        if (steps == 0) {
          checkpoints.at(Moment.INTERRUPTION, 0, this::stateBetweenEpochs);
        }
      } else {
        EpochPass pass = pass();
        outcome = epoch(pass);
        steps = outcome == Outcome.FINISHED ? 0 : pass.steps();
      }
    }
    return end(outcome, steps);
  }

  private EpochPass pass() {
    return new EpochPass(
        network,
        correct,
        listeners,
        stopRequested,
        step -> learningRate.set(callbacks.learningRate(step)),
        new TimeLimit(training.maxTime(), epochs),
        config.network().seed(),
        before);
  }

  /** One epoch; what does not finish it leaves it as it is then. */
  private Outcome epoch(EpochPass pass) {
    DigitBatches batches = batches(epochs.size() + 1, before.steps());
    Outcome outcome =
        elsewhere.isPresent()
            ? pass.by(elsewhere.get(), epochs.size() + 1, batches.steps(), data.train().size())
            : pass.over(
                batches, () -> checkpoints.at(Moment.STEP, pass.steps(), () -> state(pass)));
    double rate = learningRate.now();
    learningRate.reset();
    if (outcome == Outcome.INTERRUPTED || outcome == Outcome.TIME_LIMIT) {
      if (elsewhere.isPresent()) {
        good.restore(network); // an epoch is trained there as a whole or not at all
      }
      checkpoints.at(Moment.INTERRUPTION, pass.steps(), () -> state(pass));
    }
    if (outcome != Outcome.FINISHED) {
      return outcome;
    }
    EpochResult result = result(epochs.size() + 1, pass, rate);
    if (NonFiniteCheck.isIn(result)) {
      return Outcome.DIVERGED;
    }
    finish(result);
    return Outcome.FINISHED;
  }

  private void finish(EpochResult result) {
    network.incrementEpochCount();
    epochs.add(result);
    good = Snapshot.of(network);
    before = Progress.NONE;
    listeners.forEach(listener -> listener.onEpochEnd(result));
    callbacks.onEpochEnd(result, good);
    checkpoints.at(Moment.EPOCH, epochs.size(), this::stateBetweenEpochs);
  }

  private TrainingState stateBetweenEpochs() {
    return new TrainingState(good, good, callbacks.best(), epochs, Progress.NONE);
  }

  private TrainingState state(EpochPass pass) {
    return new TrainingState(within(), good, callbacks.best(), epochs, pass.progress());
  }

  /**
   * Always in the same arrays: new ones of some megabytes at each checkpoint cost as much again.
   */
  private Snapshot within() {
    Snapshot copy =
        within.map(last -> last.replacedBy(network)).orElseGet(() -> Snapshot.of(network));
    within = Optional.of(copy);
    return copy;
  }

  private TrainingResult end(Outcome outcome, int steps) {
    if (outcome == Outcome.DIVERGED) {
      good.restore(network);
    }
    Optional<Integer> best =
        outcome == Outcome.INTERRUPTED ? Optional.empty() : callbacks.restoreBest(network);
    boolean between = steps == 0 || outcome == Outcome.DIVERGED;
    int kept = best.orElse(between ? epochs.size() : 0);
    return new TrainingResult(
        outcome, epochs, steps, kept == 0 ? Optional.empty() : Optional.of(epochs.get(kept - 1)));
  }

  /** The batches of an epoch behind those that were trained on before an interruption. */
  private DigitBatches batches(int epoch, int done) {
    DigitBatches batches =
        training.shuffle()
            ? DigitBatches.shuffled(
                data.train(), training.batchSize(), config.network().seed(), epoch)
            : DigitBatches.inOrder(data.train(), training.batchSize());
    batches.skip(done);
    if (network instanceof FusedNetwork fused) {
      fused.alongside(DigitBatches.PARTS, batches::prepare);
    }
    for (TrainingCallback listener : listeners) {
      listener.onEpochStart(epoch, training.epochs(), batches.steps());
    }
    return batches;
  }

  private EpochResult result(int epoch, EpochPass pass, double rate) {
    boolean last = epoch == training.epochs();
    boolean test =
        training.evaluate() == Evaluate.EVERY_EPOCH
            || (training.evaluate() == Evaluate.END && last);
    return new EpochResult(
        epoch,
        pass.steps(),
        pass.score(),
        data.validation().map(this::evaluate).map(Score::of),
        test ? Optional.of(evaluate(data.test())) : Optional.empty(),
        rate,
        pass.duration());
  }

  private EvaluationResult evaluate(Digits digits) {
    return Evaluator.evaluate(
        network, digits, training.loss(), NativeRuntime.threads(config.runtime()));
  }
}
