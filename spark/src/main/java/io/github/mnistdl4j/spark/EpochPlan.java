package io.github.mnistdl4j.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Assigns an epoch's images to workers: batches go to the workers in turn, and a round ends when
 * each worker has had as many as the averaging frequency says.
 *
 * @param images of the epoch
 * @param batchSize images per batch; the last batch has the rest
 * @param workers networks trained at once
 * @param averagingFrequency batches per worker and round
 */
record EpochPlan(int images, int batchSize, int workers, int averagingFrequency) {

  /**
   * Images of a round for one worker.
   *
   * @param worker from 0
   * @param images their indices, in the order in which the worker learns from them
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Share(int worker, int[] images) implements Serializable {}

  /** Returns the number of batches, the last partial one included. */
  int batches() {
    return (images - 1) / batchSize + 1;
  }

  /** Returns the steps of the worker that has the most. */
  int steps() {
    return (batches() - 1) / workers + 1;
  }

  /** Returns how often the workers' networks are averaged. */
  int rounds() {
    return (steps() - 1) / averagingFrequency + 1;
  }

  /**
   * Returns the shares of a round in the order of the workers, without those that have no batch.
   *
   * @param order of the epoch's images
   * @param round from 0
   */
  List<Share> shares(int[] order, int round) {
    long imagesPerRound = (long) batchSize * workers * averagingFrequency;
    int from = (int) Math.min(images, round * imagesPerRound);
    int to = (int) Math.min(images, (round + 1) * imagesPerRound);
    return IntStream.range(0, workers)
        .mapToObj(worker -> new Share(worker, share(order, from, to, worker)))
        .filter(share -> share.images().length > 0)
        .toList();
  }

  private int[] share(int[] order, int from, int to, int worker) {
    return IntStream.range(from, to)
        .filter(i -> i / batchSize % workers == worker)
        .map(i -> order[i])
        .toArray();
  }
}
