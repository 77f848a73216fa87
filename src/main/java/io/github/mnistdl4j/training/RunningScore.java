package io.github.mnistdl4j.training;

/** Means over the batches of an epoch, weighted by batch size, as Keras's metrics. */
final class RunningScore {
  private double loss;
  private long correct;
  private long images;

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

  /** The means so far; NaN before the first batch. */
  Score score() {
    return new Score(loss / images, (double) correct / images);
  }
}
