package io.github.mnistdl4j.spark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who learns from which images when: batches go to the workers in turn, and a round ends when each
 * of them has had as many as the averaging frequency says.
 *
 * @param images of an epoch
 * @param batchSize images a batch; the last one has what is left
 * @param workers networks trained at once
 * @param averagingFrequency batches of each of them in a round
 */
record EpochPlan(int images, int batchSize, int workers, int averagingFrequency) {

  /** Number of batches, the last partial one included. */
  int batches() {
    return (images - 1) / batchSize + 1;
  }

  /** Steps of the worker that has the most. */
  int steps() {
    return (batches() - 1) / workers + 1;
  }

  /** How often the workers' networks are averaged. */
  int rounds() {
    return (steps() - 1) / averagingFrequency + 1;
  }

  /**
   * The images of a round, for each worker; none for one whose turn does not come.
   *
   * @param order of the epoch's images
   * @param round from 0
   */
  List<int[]> shares(int[] order, int round) {
    long imagesPerRound = (long) batchSize * workers * averagingFrequency;
    int from = (int) Math.min(images, round * imagesPerRound);
    int to = (int) Math.min(images, (round + 1) * imagesPerRound);
    return IntStream.range(0, workers)
        .mapToObj(
            worker ->
                IntStream.range(from, to)
                    .filter(i -> i / batchSize % workers == worker)
                    .map(i -> order[i])
                    .toArray())
        .toList();
  }
}
