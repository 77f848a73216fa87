package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.Checkpointer.Trigger;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The training loop: trains a network epoch by epoch, evaluates it after each and tells the
 * callbacks. Keeps no files; {@code run.TrainingRun} does. Used once, by one thread.
 *
 * <pre>{@code
 * TrainingData data = TrainingData.split(train, test, 0.1);
 * EpochTrainer epochs = Engines.create(config, data.train(), System.out::println);
 * TrainingResult result = new Trainer(config, data, epochs, List.of(), () -> false).train();
 * }</pre>
 */
public final class Trainer {
  private final RunConfig config;
  private final TrainingConfig training;
  private final TrainingData data;
  private final EpochTrainer trainer;
  private final MultiLayerNetwork network;
  private final List<TrainingCallback> callbacks;
  private final BooleanSupplier stopRequested;
  private final LearningRate learningRate;
  private final List<EpochResult> epochs = new ArrayList<>();
  private Checkpointer checkpoints = Checkpointer.NONE;
  private Progress before = Progress.NONE;
  private Snapshot good;
  private Optional<Snapshot> best = Optional.empty();
  private Optional<Snapshot> within = Optional.empty();
  private Optional<Answers> tested = Optional.empty();
  private int testedEpoch;

  /**
   * @param data the images to learn from and to evaluate on
   * @param callbacks told of every step and epoch, in this order; those of the configuration are
   *     not made here
   * @param stopRequested asked before every step whether to end early
   */
  public Trainer(
      RunConfig config,
      TrainingData data,
      EpochTrainer trainer,
      List<TrainingCallback> callbacks,
      BooleanSupplier stopRequested) {
    this.config = config;
    this.training = config.training();
    this.data = data;
    this.trainer = trainer;
    this.network = trainer.network();
    this.callbacks = List.copyOf(callbacks);
    this.stopRequested = stopRequested;
    this.learningRate = new LearningRate(network, training.optimizer().learningRate());
    this.good = Snapshot.of(network);
  }

  /** Trains the network until all epochs are done or something ends training early. */
  public TrainingResult train() {
    return train(Optional.empty(), Checkpointer.NONE);
  }

  /**
   * Trains the network until all epochs are done or something ends training early.
   *
   * @param from where an interrupted training was; the result is as if it had not been. The
   *     callbacks know of its epochs already
   */
  public TrainingResult train(Optional<TrainingState> from, Checkpointer checkpointer) {
    checkpoints = checkpointer;
    from.ifPresent(this::restore);
    Outcome outcome = Outcome.FINISHED;
    int steps = 0;
    while (done() < training.epochs() && outcome == Outcome.FINISHED) {
      if (callbacks.stream().anyMatch(TrainingCallback::stopsTraining)) {
        outcome = Outcome.STOPPED_EARLY;
      } else {
        EpochPass pass = pass();
        outcome = epoch(pass);
        steps = outcome == Outcome.FINISHED ? 0 : pass.steps();
      }
    }
    return end(outcome, steps);
  }

  private void restore(TrainingState state) {
    boolean trained = state.done() >= training.epochs(); // what came after is not wanted
    (trained ? state.lastGood() : state.network()).restore(network);
    network.setEpochCount(state.done());
    epochs.addAll(state.epochs());
    before = trained ? Progress.NONE : state.pass();
    good = state.lastGood();
    best = state.best();
  }

  private int done() {
    return EpochResult.last(epochs);
  }

  private EpochPass pass() {
    return new EpochPass(
        done() + 1,
        (data.train().size() - 1) / training.batchSize() + 1,
        before,
        EpochPass.nanosLeft(training.maxTime(), epochs),
        stopRequested,
        this::beforeStep,
        this::afterStep);
  }

  private void beforeStep() {
    double rate = learningRate.scheduled(training.learningRateSchedule());
    for (TrainingCallback callback : callbacks) {
      rate = callback.learningRate(rate);
    }
    learningRate.set(rate);
  }

  private void afterStep(EpochPass pass) {
    Score running = pass.score();
    StepResult last = pass.last(learningRate.now());
    for (TrainingCallback callback : callbacks) {
      callback.onStep(pass.steps(), running);
      callback.onStepEnd(last);
    }
    if (pass.steps() < pass.allSteps()) {
      checkpoints.at(Trigger.STEP, pass.steps(), () -> state(pass));
    }
  }

  /** Trains one epoch; if it does not finish, it stays as it is then. */
  private Outcome epoch(EpochPass pass) {
    if (!pass.isOverdue()) {
      callbacks.forEach(
          each -> each.onEpochStart(pass.epoch(), training.epochs(), pass.allSteps()));
      train(pass);
    }
    long nanos = pass.nanos();
    double rate = learningRate.reset();
    Outcome outcome = pass.outcome();
    if (outcome != Outcome.FINISHED && pass.steps() == 0) {
      good.restore(network); // a cluster may have left a part of the epoch in it
    }
    if (!Double.isFinite(network.params().sumNumber().doubleValue())) {
      return Outcome.DIVERGED; // no loss shows the last update yet
    }
    if (outcome == Outcome.INTERRUPTED || outcome == Outcome.TIME_LIMIT) {
      checkpoints.at(Trigger.INTERRUPTION, pass.steps(), () -> state(pass));
    }
    return outcome == Outcome.FINISHED ? finish(result(pass, rate, nanos)) : outcome;
  }

  private void train(EpochPass pass) {
    try {
      trainer.train(pass);
    } catch (RuntimeException e) {
      boolean stopped = pass.steps() == 0 && stopRequested.getAsBoolean(); // and its cluster, too
      if (!stopped || pass.begin()) {
        throw e;
      }
    }
  }

  private Outcome finish(EpochResult result) {
    if (!result.isFinite()) {
      return Outcome.DIVERGED;
    }
    network.incrementEpochCount();
    epochs.add(result);
    good = Snapshot.of(network);
    before = Progress.NONE;
    callbacks.forEach(callback -> callback.onEpochEnd(result));
    if (bestEpoch() == result.epoch()) {
      best = Optional.of(good);
    }
    checkpoints.at(
        Trigger.EPOCH, done(), () -> new TrainingState(good, good, best, epochs, Progress.NONE));
    return Outcome.FINISHED;
  }

  private int bestEpoch() {
    return callbacks.stream().mapToInt(TrainingCallback::bestEpoch).max().orElse(0);
  }

  private TrainingState state(EpochPass pass) {
    return new TrainingState(within(), good, best, epochs, pass.progress());
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
    boolean between = steps == 0 || outcome == Outcome.DIVERGED;
    int kept = between ? done() : 0;
    if (outcome == Outcome.DIVERGED) {
      good.restore(network);
    }
    if (outcome != Outcome.INTERRUPTED && best.isPresent()) {
      best.get().restoreParameters(network);
      kept = bestEpoch();
      String note = "Restoring model weights from the end of the best epoch: " + kept + ".";
      callbacks.forEach(callback -> callback.onNote(note));
    }
    int chosen = kept;
    return new TrainingResult(
        outcome,
        epochs,
        steps,
        epochs.stream().filter(epoch -> epoch.epoch() == chosen).findFirst(),
        tested.filter(answers -> testedEpoch == chosen));
  }

  private EpochResult result(EpochPass pass, double rate, long nanos) {
    boolean last = pass.epoch() == training.epochs();
    boolean test =
        training.evaluate() == Evaluate.EVERY_EPOCH
            || (training.evaluate() == Evaluate.END && last);
    return new EpochResult(
        pass.epoch(),
        pass.steps(),
        pass.score(),
        data.validation().map(images -> score(pass.epoch(), false, images)),
        test ? Optional.of(score(pass.epoch(), true, data.test())) : Optional.empty(),
        rate,
        Duration.ofNanos(nanos));
  }

  private Score score(int epoch, boolean test, Digits digits) {
    Answers answers = Answers.of(network, digits, NativeRuntime.threads(config.runtime()));
    EvaluationResult result =
        training.engine() == Engine.DL4J
            ? Evaluator.evaluateByDeeplearning4j(network, answers, training.loss())
            : Evaluator.evaluate(network, answers, training.loss());
    callbacks.forEach(callback -> callback.onEvaluation(epoch, test, answers, result));
    if (test) {
      tested = Optional.of(answers);
      testedEpoch = epoch;
    }
    return Score.of(result);
  }
}
