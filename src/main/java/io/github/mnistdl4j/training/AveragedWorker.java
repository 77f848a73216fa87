package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.training.TrainingState.Progress;

/**
 * One of several workers whose networks are averaged (McDonald, Hall and Mann 2010): between two
 * averages it trains like a single process, with one thread, on its share of the images.
 *
 * <pre>{@code
 * Snapshot first = new AveragedWorker(config, 0).train(images.slice(0, 1280), average);
 * Snapshot second = new AveragedWorker(config, 1).train(images.slice(1280, 2560), average);
 * Snapshot next = Snapshot.mean(List.of(first, second));
 * }</pre>
 *
 * @param config of the run; {@code runtime.first-layer} is best decided for all workers at once
 * @param number of the worker, from 0; each has a dropout of its own
 */
public record AveragedWorker(RunConfig config, int number) {

  /**
   * Returns the network after a share, the same bits for the same share on any machine of a kind.
   *
   * @param share learned from in this order, once; not empty
   * @param average where all workers start; it is not changed
   */
  public Snapshot train(Digits share, Snapshot average) {
    EpochTrainer trainer = Engines.create(config.forWorker(number), share, note -> {});
    average.restore(trainer.network());
    int batches = (share.size() - 1) / config.training().batchSize() + 1;
    trainer.train(
        new EpochPass(
            1, batches, Progress.NONE, Long.MAX_VALUE, () -> false, () -> {}, pass -> {}));
    return Snapshot.of(trainer.network());
  }
}
