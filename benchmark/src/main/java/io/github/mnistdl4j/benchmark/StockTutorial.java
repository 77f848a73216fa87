package io.github.mnistdl4j.benchmark;

import java.io.File;
import java.io.IOException;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The tutorial as Deeplearning4j's own examples write it: {@code fit} over {@code
 * MnistDataSetIterator}, nothing tuned. Its constructor with a directory is used, for the download
 * of the others no longer answers.
 */
public final class StockTutorial {
  private static final int BATCH = 128;
  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;

  private StockTutorial() {}

  /**
   * Trains, with an evaluation after every epoch, and saves.
   *
   * @param args folder of the four unpacked files, epochs, seed, file for the model
   */
  public static void main(String[] args) throws IOException {
    File folder = new File(args[0]);
    int epochs = Integer.parseInt(args[1]);
    int seed = Integer.parseInt(args[2]);
    var train = new MnistDataSetIterator(BATCH, TRAIN, false, true, true, seed, folder);
    var test = new MnistDataSetIterator(BATCH, TEST, false, false, false, seed, folder);
    MultiLayerNetwork network = network(seed);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long start = System.nanoTime();
      network.fit(train);
      double seconds = (System.nanoTime() - start) / 1e9;
      Evaluation evaluation = network.evaluate(test);
      System.out.printf(
          Locale.ROOT, "epoch %d fit %.3f test_acc %.4f%n", epoch, seconds, evaluation.accuracy());
    }
    network.save(new File(args[3]));
  }

  private static MultiLayerNetwork network(int seed) {
    var network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .updater(new RmsProp(1e-3, 0.9, 1e-7))
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(784).nOut(512).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(512)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }
}
