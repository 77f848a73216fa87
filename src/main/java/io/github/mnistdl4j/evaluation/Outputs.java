package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes a network's outputs for many images. What is computed together is always the same, so
 * that the numbers do not depend on how many threads share the work.
 */
final class Outputs {
  /** Images that Deeplearning4j computes together. */
  static final int BATCH = 1000;

  private static final int FEW = ForwardPass.TOGETHER;

  /**
   * Share of inked pixels up to which the sums over these alone are faster than Deeplearning4j's
   * {@code output}, also where AVX-512 makes its products twice as fast.
   */
  private static final double MOST_DENSITY = 0.35;

  private final Digits digits;
  private final int classes;
  private final float[] values;
  private final AtomicInteger nextImage = new AtomicInteger();

  private Outputs(Digits digits) {
    this.digits = digits;
    this.classes = digits.info().classes().size();
    this.values = new float[digits.size() * classes];
  }

  /**
   * Returns the outputs for all images, {@code [n, classes]}, row by row.
   *
   * @param pass what {@link #sparse} returned
   * @param threads threads that share the work, at least 1
   */
  static float[] of(
      MultiLayerNetwork network, Optional<ForwardPass> pass, Digits digits, int threads) {
    Outputs outputs = new Outputs(digits);
    if (pass.isPresent()) {
      Consumer<float[]> end = pass.get()::activate;
      Runnable work = () -> outputs.compute(pass.get(), end);
      outputs.share(threads, FEW, work, work);
    } else {
      Runnable work = () -> outputs.compute(network);
      outputs.share(threads, BATCH, work, () -> aside(network, outputs::compute));
    }
    return outputs.values;
  }

  /**
   * Returns the outputs before the last layer's activation, {@code [n, classes]}, row by row.
   *
   * @param threads threads that share the work, at least 1
   */
  static float[] beforeActivation(MultiLayerNetwork network, Digits digits, int threads) {
    Optional<ForwardPass> pass = sparse(network, digits);
    if (pass.isEmpty()) {
      return of(withoutActivation(network), pass, digits, threads);
    }
    Outputs outputs = new Outputs(digits);
    Runnable work = () -> outputs.compute(pass.get(), scores -> {});
    outputs.share(threads, FEW, work, work);
    return outputs.values;
  }

  /** Returns what visits inked pixels only, if that is faster. */
  static Optional<ForwardPass> sparse(MultiLayerNetwork network, Digits digits) {
    return digits.density() <= MOST_DENSITY ? ForwardPass.of(network) : Optional.empty();
  }

  /** Has this thread and others do the work, for some images together. */
  private void share(int threads, int together, Runnable own, Runnable aside) {
    List<FutureTask<Void>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, (digits.size() + together - 1) / together); i++) {
      others.add(new FutureTask<>(aside, null));
      new Thread(others.get(i - 1), "evaluate-" + i).start();
    }
    own.run();
    others.forEach(Outputs::join);
  }

  /** Computes a few images after the other until none are left. */
  private void compute(ForwardPass pass, Consumer<float[]> end) {
    float[][] images = new float[FEW][digits.info().pixels()];
    float[][][] buffers = pass.buffers(FEW);
    for (int first = nextImage.getAndAdd(FEW);
        first < digits.size();
        first = nextImage.getAndAdd(FEW)) {
      int count = Math.min(FEW, digits.size() - first);
      for (int i = 0; i < count; i++) {
        digits.copyScaled(first + i, images[i], 0);
      }
      float[][] scores = pass.scores(images, count, buffers);
      for (int i = 0; i < count; i++) {
        end.accept(scores[i]);
        System.arraycopy(scores[i], 0, values, (first + i) * classes, classes);
      }
    }
  }

  /** Computes batches until none are left. */
  private boolean compute(MultiLayerNetwork network) {
    for (int first = nextImage.getAndAdd(BATCH);
        first < digits.size();
        first = nextImage.getAndAdd(BATCH)) {
      Digits some = digits.slice(first, Math.min(first + BATCH, digits.size()));
      INDArray features = DigitBatches.inOrder(some, BATCH).next().getFeatures();
      FloatBuffer answers = network.output(features, false).dup('c').data().asNioFloat();
      answers.get(values, first * classes, some.size() * classes);
    }
    return true;
  }

  /** Returns a network with the same parameters, whose last layer has no activation. */
  private static MultiLayerNetwork withoutActivation(MultiLayerNetwork network) {
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
      // destroyAllWorkspacesForCurrentThread would have the whole heap collected
      MemoryWorkspaceManager all = Nd4j.getWorkspaceManager();
      List.copyOf(all.getAllWorkspacesForCurrentThread()).forEach(all::destroyWorkspace);
    }
  }

  private static void join(FutureTask<Void> task) {
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
