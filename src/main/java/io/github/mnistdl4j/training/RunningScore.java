package io.github.mnistdl4j.training;

import io.github.mnistdl4j.training.TrainingState.Progress;

/** Means over the batches of an epoch, weighted by batch size, as Keras's metrics. */
final class RunningScore {
  private double loss;
  private long correct;
  private long images;

  /** A score that begins with what an interrupted epoch had. */
  RunningScore(Progress before) {
    loss = before.loss();
    correct = before.correct();
    images = before.images();
  }

  /**
   * Adds a batch.
   *
   * @param batchLoss mean loss of its images
   * @param batchCorrect how many of them were right
   * @param batchImages how many it has
   */
  void add(double batchLoss, long batchCorrect, int batchImages) {
    loss += batchLoss * batchImages;
    correct += batchCorrect;
    images += batchImages;
  }

  /** The sums so far, for an epoch of so many steps and so much time. */
  Progress progress(int steps, long nanos) {
    return new Progress(steps, loss, correct, images, nanos);
  }

  /** The means so far; NaN before the first batch. */
  Score score() {
    return new Score(loss / images, (double) correct / images);
  }
}
