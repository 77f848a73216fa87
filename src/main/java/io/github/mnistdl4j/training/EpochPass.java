package io.github.mnistdl4j.training;

import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** One pass over the training set. */
final class EpochPass {
  private final MultiLayerNetwork network;
  private final LongSupplier correct;
  private final List<TrainingCallback> listeners;
  private final BooleanSupplier stopRequested;
  private final RunningScore running;
  private final IntConsumer beforeStep;
  private final TimeLimit limit;
  private final long seed;
  private final long start;
  private int steps;
  private long end;

  /**
   * A pass, or the rest of one.
   *
   * @param correct right answers of the last step
   * @param beforeStep told of each step's number, from 0 over all epochs, before it
   * @param before what an interruption left of it
   */
  EpochPass(
      MultiLayerNetwork network,
      LongSupplier correct,
      List<TrainingCallback> listeners,
      BooleanSupplier stopRequested,
      IntConsumer beforeStep,
      TimeLimit limit,
      long seed,
      Progress before) {
    this.network = network;
    this.correct = correct;
    this.listeners = listeners;
    this.stopRequested = stopRequested;
    this.beforeStep = beforeStep;
    this.limit = limit;
    this.seed = seed;
    this.running = new RunningScore(before);
    this.steps = before.steps();
    this.start = System.nanoTime() - before.nanos();
  }

  /**
   * Trains on every batch; ends early when asked to, or when the numbers are no numbers.
   *
   * @param betweenSteps called after every step but the last
   */
  Outcome over(DigitBatches batches, Runnable betweenSteps) {
    Outcome outcome = Outcome.FINISHED;
    while (batches.hasNext() && outcome == Outcome.FINISHED) {
      outcome = step(batches.next());
      if (outcome == Outcome.FINISHED && batches.hasNext()) {
        betweenSteps.run();
      }
    }
    end = System.nanoTime();
    return NonFiniteCheck.isInWeights(network) ? Outcome.DIVERGED : outcome;
  }

  /**
   * Has all batches trained on elsewhere.
   *
   * @param all how many there are
   * @param images in them
   */
  Outcome by(EpochTrainer trainer, int epoch, int all, int images) {
    Outcome outcome = begin();
    if (outcome != Outcome.FINISHED) {
      return outcome;
    }
    Score score;
    try {
      score = trainer.train(network, epoch);
    } catch (RuntimeException e) {
      if (stopRequested.getAsBoolean()) {
        return Outcome.INTERRUPTED; // it was told to stop, too
      }
      throw e;
    }
    steps = all;
    running.add(score.loss(), Math.round(score.accuracy() * images), images);
    listeners.forEach(listener -> listener.onStep(steps, score));
    end = System.nanoTime();
    return NonFiniteCheck.isInWeights(network) ? Outcome.DIVERGED : Outcome.FINISHED;
  }

  /** Asks what may end training, and sets what the next step needs. */
  private Outcome begin() {
    if (stopRequested.getAsBoolean()) {
      return Outcome.INTERRUPTED;
    }
    if (limit.isReached(System.nanoTime() - start)) {
      return Outcome.TIME_LIMIT;
    }
    beforeStep.accept(network.getIterationCount());
    return Outcome.FINISHED;
  }

  private Outcome step(DataSet batch) {
    Outcome outcome = begin();
    if (outcome != Outcome.FINISHED) {
      return outcome;
    }
    if (!(network instanceof FusedNetwork)) {
      // Deeplearning4j's dropout draws from a generator whose state no file keeps
      Nd4j.getRandom().setSeed(seed + network.getIterationCount() * 0x9E3779B97F4A7C15L);
    }
    network.fit(batch);
    if (NonFiniteCheck.isInLoss(network)) {
      return Outcome.DIVERGED;
    }
    steps++;
    running.add(network.score(), correct.getAsLong(), batch.numExamples());
    Score score = running.score();
    listeners.forEach(listener -> listener.onStep(steps, score));
    return Outcome.FINISHED;
  }

  /** Batches trained on. */
  int steps() {
    return steps;
  }

  /** Means over those batches. */
  Score score() {
    return running.score();
  }

  /** Time spent training, of the whole epoch. */
  Duration duration() {
    return Duration.ofNanos(end - start);
  }

  /** How far it is. */
  Progress progress() {
    return running.progress(steps, System.nanoTime() - start);
  }
}
