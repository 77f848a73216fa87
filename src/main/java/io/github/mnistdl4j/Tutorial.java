package io.github.mnistdl4j;

import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction.MCXENT;

import io.github.mnistdl4j.data.fetch.MnistFiles;
import java.io.File;
import java.io.IOException;
import java.util.logging.LogManager;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * The file to read first: Keras's "A first look at a neural network" in plain Deeplearning4j.
 * {@code mvn compile exec:java -Dexec.mainClass=io.github.mnistdl4j.Tutorial} runs it.
 */
public final class Tutorial {
  public static void main(String[] args) throws IOException {
    LogManager.getLogManager().reset(); // else ND4J prints a page about itself
    run(MnistFiles.directory(System.out::println).toFile(), 5);
  }

  /** Trains on MNIST's four files, unpacked in a folder. */
  static void run(File folder, int epochs) throws IOException {
    // Load the data. The training images come in batches of 128, each epoch in a new random order.
    var train = new MnistDataSetIterator(128, 60_000, false, true, true, 1234, folder);
    var test = new MnistDataSetIterator(1000, 10_000, false, false, false, 1234, folder);
    System.out.println("A batch of images: " + train.next().getFeatures().shapeInfoToString());
    train.reset();

    // Build the network and compile it: in Deeplearning4j one configuration describes both.
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    System.out.println(network.summary());

    // Preprocess the data. The iterator does: images are floats from 0 to 1, labels one-hot.

    // Fit. Keras's loss and accuracy of an epoch are the means of its batches while it trains.
    for (int epoch = 1; epoch <= epochs; epoch++) {
      EpochScore score = new EpochScore();
      network.setListeners(score);
      long start = System.nanoTime();
      network.fit(train);
      System.out.printf(
          "Epoch %d/%d - %.2fs - loss: %.4f - accuracy: %.4f%n",
          epoch, epochs, (System.nanoTime() - start) / 1e9, score.loss, score.counts.accuracy());
    }

    // Evaluate, on images that the network has not learned from.
    Evaluation evaluation = network.evaluate(test);
    System.out.printf("test_acc: %.4f%n", evaluation.accuracy());
  }

  static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(1234)
        .weightInit(WeightInit.XAVIER_UNIFORM) // Keras: glorot_uniform
        .updater(new RmsProp(0.001, 0.9, 1e-7)) // Keras's defaults; Deeplearning4j's are others
        .list(
            new DenseLayer.Builder().nIn(784).nOut(512).activation(RELU).build(),
            new OutputLayer.Builder(MCXENT).nIn(512).nOut(10).activation(SOFTMAX).build())
        .build();
  }

  /** Measures each batch of an epoch before the network learns from it. */
  private static final class EpochScore extends BaseTrainingListener {
    final Evaluation counts = new Evaluation(10);
    double loss;

    @Override
    public void onBackwardPass(Model model) {
      MultiLayerNetwork network = (MultiLayerNetwork) model;
      loss += network.score() * network.batchSize() / 60_000;
      INDArray outputs = network.getOutputLayer().activate(false, LayerWorkspaceMgr.noWorkspaces());
      counts.eval(network.getLabels(), outputs);
    }
  }
}
