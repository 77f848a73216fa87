package io.github.mnistdl4j.training;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One pass over the training set, or the rest of one: counts its steps and decides on its end. */
public final class EpochPass {
  private final int epoch;
  private final int allSteps;
  private final long nanosLeft;
  private final BooleanSupplier stopRequested;
  private final Runnable beforeStep;
  private final Consumer<EpochPass> afterStep;
  private final long start;
  private Progress done;
  private Outcome outcome = Outcome.FINISHED;
  private Score batch = new Score(0, 0);
  private List<LayerNorms> norms = List.of();

  /**
   * @param allSteps batches of the whole epoch
   * @param before what an interruption left of it
   * @param nanosLeft time after which it ends
   */
  EpochPass(
      int epoch,
      int allSteps,
      Progress before,
      long nanosLeft,
      BooleanSupplier stopRequested,
      Runnable beforeStep,
      Consumer<EpochPass> afterStep) {
    this.epoch = epoch;
    this.allSteps = allSteps;
    this.done = before;
    this.nanosLeft = nanosLeft;
    this.stopRequested = stopRequested;
    this.beforeStep = beforeStep;
    this.afterStep = afterStep;
    this.start = System.nanoTime() - before.nanos();
  }

  /** Returns the nanoseconds that a time limit leaves after some epochs. */
  static long nanosLeft(Optional<Duration> limit, List<EpochResult> before) {
    long spent = before.stream().mapToLong(epoch -> epoch.duration().toNanos()).sum();
    return limit.map(time -> time.toNanos() - spent).orElse(Long.MAX_VALUE);
  }

  /** Returns the number of the epoch, from 1; the images' order derives from it and the seed. */
  public int epoch() {
    return epoch;
  }

  /** Returns how many of the epoch's batches were trained on, those before an interruption too. */
  public int steps() {
    return done.steps();
  }

  /** Returns the number of batches of the whole epoch. */
  public int allSteps() {
    return allSteps;
  }

  /** Prepares the next step, unless training is to end before it; returns whether to take it. */
  public boolean begin() {
    if (outcome == Outcome.FINISHED && stopRequested.getAsBoolean()) {
      outcome = Outcome.INTERRUPTED;
    }
    if (outcome == Outcome.FINISHED && !isOverdue()) {
      beforeStep.run();
    }
    return outcome == Outcome.FINISHED;
  }

  boolean isOverdue() {
    if (nanos() >= nanosLeft) {
      outcome = Outcome.TIME_LIMIT;
    }
    return outcome == Outcome.TIME_LIMIT;
  }

  /**
   * Counts a step, or several at once; a loss that is NaN or infinite ends the pass, as Keras's
   * {@code TerminateOnNaN} does.
   *
   * @param steps batches that were trained on
   * @param loss mean over their images
   * @param correct how many of their images were answered correctly
   * @param images in them
   */
  public void end(int steps, double loss, long correct, int images) {
    end(steps, loss, correct, images, List.of());
  }

  /** Counts a step, with each layer's norms if they were measured. */
  void end(int steps, double loss, long correct, int images, List<LayerNorms> measured) {
    if (Double.isFinite(loss)) {
      batch = new Score(loss, (double) correct / images);
      norms = measured;
      done = done.plus(steps, loss, correct, images);
      afterStep.accept(this);
    } else {
      outcome = Outcome.DIVERGED;
    }
  }

  /** Returns whether the norms of the next step are to be measured. */
  boolean measuresNext() {
    return StepResult.isMeasured(stepsBefore() + steps() + 1);
  }

  private long stepsBefore() {
    return (epoch - 1L) * allSteps;
  }

  /** Returns the result of the last step. */
  StepResult last(double learningRate) {
    return new StepResult(stepsBefore() + steps(), epoch, batch, learningRate, norms);
  }

  /** Returns why it ended; finished, if it has not. */
  Outcome outcome() {
    return outcome;
  }

  Score score() {
    return done.score();
  }

  /** Returns the nanoseconds that the epoch has taken so far. */
  long nanos() {
    return System.nanoTime() - start;
  }

  Progress progress() {
    return done.at(nanos());
  }
}
