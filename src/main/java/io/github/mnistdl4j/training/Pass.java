package io.github.mnistdl4j.training;

import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** One pass over the training set. */
final class Pass {
  private final MultiLayerNetwork network;
  private final LongSupplier correct;
  private final List<TrainingListener> listeners;
  private final BooleanSupplier stopRequested;
  private final RunningScore running = new RunningScore();
  private int steps;
  private Duration duration = Duration.ZERO;

  Pass(
      MultiLayerNetwork network,
      LongSupplier correct,
      List<TrainingListener> listeners,
      BooleanSupplier stopRequested) {
    this.network = network;
    this.correct = correct;
    this.listeners = listeners;
    this.stopRequested = stopRequested;
  }

  /** Trains on every batch; ends early when asked to, or when the numbers are no numbers. */
  Outcome over(DigitBatches batches) {
    long start = System.nanoTime();
    Outcome outcome = Outcome.FINISHED;
    while (batches.hasNext() && outcome == Outcome.FINISHED) {
      outcome = step(batches.next());
    }
    duration = Duration.ofNanos(System.nanoTime() - start);
    boolean whole = Double.isFinite(network.params().sumNumber().doubleValue());
    return whole ? outcome : Outcome.DIVERGED;
  }

  private Outcome step(DataSet batch) {
    if (stopRequested.getAsBoolean()) {
      return Outcome.INTERRUPTED;
    }
    network.fit(batch);
    if (!Double.isFinite(network.score())) {
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

  /** Time spent in {@link #over}. */
  Duration duration() {
    return duration;
  }
}
