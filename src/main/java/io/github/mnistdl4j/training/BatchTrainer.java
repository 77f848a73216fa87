package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.util.Iterator;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network in this process, by Deeplearning4j's {@code fit} over an iterator of the epoch's
 * batches.
 */
final class BatchTrainer implements EpochTrainer {
  private final RunConfig config;
  private final Digits images;
  private final MultiLayerNetwork network;
  private final StepObserver observer;

  BatchTrainer(RunConfig config, Digits images, MultiLayerNetwork network) {
    this.config = config;
    this.images = images;
    this.network = network;
    this.observer = StepObserver.of(network);
  }

  @Override
  public MultiLayerNetwork network() {
    return network;
  }

  @Override
  public void train(EpochPass pass) {
    DigitBatches batches = batches(pass.epoch());
    batches.skip(pass.steps());
    DataSetIterator steps = new ExistingDataSetIterator(new Steps(pass, batches));
    if (network instanceof FusedNetwork fused) {
      fused.alongside(DigitBatches.PARTS, batches::prepare);
      fused.fitHeld(steps);
    } else {
      network.fit(steps);
    }
    network.setEpochCount(pass.epoch() - 1); // it is the loop that counts whole epochs
  }

  private DigitBatches batches(int epoch) {
    int size = config.training().batchSize();
    long seed = config.network().seed();
    DigitBatches batches =
        config.training().shuffle()
            ? DigitBatches.shuffled(images, size, seed, epoch)
            : DigitBatches.inOrder(images, size);
    return config
        .training()
        .augmentation()
        .map(how -> batches.distorted(how, seed, epoch))
        .orElse(batches);
  }

  /** The batches of a pass. Whoever asks whether there is another one has learned the last one. */
  private final class Steps implements Iterator<DataSet> {
    private final EpochPass pass;
    private final DigitBatches batches;
    private int learning;
    private boolean ready;

    Steps(EpochPass pass, DigitBatches batches) {
      this.pass = pass;
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      if (learning > 0) {
        pass.end(1, network.score(), observer.correct(), learning, observer.norms());
        learning = 0;
      }
      ready = ready || (batches.hasNext() && pass.begin());
      return ready;
    }

    @Override
    public DataSet next() {
      DataSet batch = batches.next();
      learning = batch.numExamples();
      ready = false;
      observer.measureNext(pass.measuresNext());
      seedDropout();
      return batch;
    }
  }

  /** Deeplearning4j's dropout draws from a generator whose state no file keeps. */
  private void seedDropout() {
    if (!(network instanceof FusedNetwork)) {
      Nd4j.getRandom()
          .setSeed(config.network().seed() + network.getIterationCount() * 0x9E3779B97F4A7C15L);
    }
  }
}
