package io.github.mnistdl4j.training;

import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One pass over the training set, or the rest of one: counts its steps and decides on its end. */
public final class EpochPass {
  private final int epoch;
  private final int allSteps;
  private final TimeLimit limit;
  private final BooleanSupplier stopRequested;
  private final Runnable beforeStep;
  private final Consumer<EpochPass> afterStep;
  private final long start;
  private Progress done;
  private Outcome outcome = Outcome.FINISHED;

  /**
   * @param allSteps batches of the whole epoch
   * @param before what an interruption left of it
   */
  EpochPass(
      int epoch,
      int allSteps,
      Progress before,
      TimeLimit limit,
      BooleanSupplier stopRequested,
      Runnable beforeStep,
      Consumer<EpochPass> afterStep) {
    this.epoch = epoch;
    this.allSteps = allSteps;
    this.limit = limit;
    this.stopRequested = stopRequested;
    this.beforeStep = beforeStep;
    this.afterStep = afterStep;
    this.done = before;
    this.start = System.nanoTime() - before.nanos();
  }

  /** Returns the number of the epoch, from 1; the images' order derives from it and the seed. */
  public int epoch() {
    return epoch;
  }

  /** Returns how many of the epoch's batches were trained on, those before an interruption too. */
  public int steps() {
    return done.steps();
  }

  /** Prepares the next step, unless training is to end before it; returns whether to take it. */
  public boolean begin() {
    if (outcome == Outcome.FINISHED && stopRequested.getAsBoolean()) {
      outcome = Outcome.INTERRUPTED;
    }
    if (outcome == Outcome.FINISHED && !endsByTime()) {
      beforeStep.run();
    }
    return outcome == Outcome.FINISHED;
  }

  /** Ends the pass if the time limit is reached; returns whether it is. */
  boolean endsByTime() {
    if (limit.isReached(nanos())) {
      outcome = Outcome.TIME_LIMIT;
    }
    return outcome == Outcome.TIME_LIMIT;
  }

  /**
   * Counts a step; one whose loss is NaN or infinite ends the pass.
   *
   * @param loss mean over the batch's images, before its update
   * @param correct how many of them were answered correctly
   * @param images in the batch
   */
  public void end(double loss, long correct, int images) {
    end(1, loss, correct, images);
  }

  private void end(int taken, double loss, long correct, int images) {
    if (!Double.isFinite(loss)) {
      outcome = Outcome.DIVERGED;
      return;
    }
    done = done.plus(taken, loss, correct, images);
    afterStep.accept(this);
  }

  /**
   * Trains on all batches as one step. If that fails after a request to stop, the pass is
   * interrupted, and the network returns to where the epoch began.
   *
   * @param images of the epoch
   * @param training returns loss and accuracy on them after the epoch, not while it went on
   */
  public void atOnce(int images, Supplier<Score> training) {
    if (!begin()) {
      return;
    }
    Score score;
    try {
      score = training.get();
    } catch (RuntimeException e) {
      if (!stopRequested.getAsBoolean()) {
        throw e;
      }
      outcome = Outcome.INTERRUPTED;
      return;
    }
    end(allSteps, score.loss(), Math.round(score.accuracy() * images), images);
  }

  /** Returns the number of batches of the whole epoch. */
  int allSteps() {
    return allSteps;
  }

  /** Returns why it ended; finished, if it has not. */
  Outcome outcome() {
    return outcome;
  }

  /** Returns the means over the batches so far. */
  Score score() {
    return done.score();
  }

  /** Returns the nanoseconds that the epoch has taken so far. */
  long nanos() {
    return System.nanoTime() - start;
  }

  /** Returns how far it is. */
  Progress progress() {
    return done.at(nanos());
  }
}
