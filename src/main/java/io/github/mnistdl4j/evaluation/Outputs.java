package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes a network's outputs for many images. Batches are always the same, so that the numbers do
 * not depend on how many threads share them.
 */
final class Outputs {
  static final int BATCH = 1000;

  private final Digits digits;
  private final float[] values;
  private final AtomicInteger nextImage = new AtomicInteger();

  private Outputs(Digits digits) {
    this.digits = digits;
    this.values = new float[digits.size() * digits.info().classes().size()];
  }

  /**
   * Returns the outputs for all images, {@code [n, classes]}, row by row.
   *
   * @param threads threads that share the work, at least 1
   */
  static float[] of(MultiLayerNetwork network, Digits digits, int threads) {
    Outputs outputs = new Outputs(digits);
    List<FutureTask<float[]>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, (digits.size() + BATCH - 1) / BATCH); i++) {
      others.add(new FutureTask<>(() -> aside(network, outputs::compute)));
      new Thread(others.get(i - 1), "evaluate-" + i).start();
    }
    float[] values = outputs.compute(network);
    others.forEach(Outputs::join);
    return values;
  }

  /** Computes batches until none are left; returns the outputs of all threads so far. */
  private float[] compute(MultiLayerNetwork network) {
    int classes = digits.info().classes().size();
    for (int first = nextImage.getAndAdd(BATCH);
        first < digits.size();
        first = nextImage.getAndAdd(BATCH)) {
      Digits some = digits.slice(first, Math.min(first + BATCH, digits.size()));
      INDArray features = DigitBatches.inOrder(some, BATCH).next().getFeatures();
      FloatBuffer answers = network.output(features, false).dup('c').data().asNioFloat();
      answers.get(values, first * classes, some.size() * classes);
    }
    return values;
  }

  /** Returns a network with the same parameters, whose last layer has no activation. */
  static MultiLayerNetwork withoutActivation(MultiLayerNetwork network) {
    MultiLayerConfiguration linear = network.getLayerWiseConfigurations().clone();
    linear.setValidateOutputLayerConfig(false);
    BaseLayer last = (BaseLayer) linear.getConf(linear.getConfs().size() - 1).getLayer();
    last.setActivationFn(new ActivationIdentity());
    return twin(linear, network);
  }

  private static MultiLayerNetwork twin(
      MultiLayerConfiguration configuration, MultiLayerNetwork network) {
    MultiLayerNetwork twin = new MultiLayerNetwork(configuration);
    twin.init(network.params(), false);
    return twin;
  }

  /** Asks a network with the same parameters; the thread must not be used for anything else. */
  static <T> T aside(MultiLayerNetwork network, Function<MultiLayerNetwork, T> question) {
    try {
      return question.apply(twin(network.getLayerWiseConfigurations().clone(), network));
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
  }

  private static void join(FutureTask<float[]> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
