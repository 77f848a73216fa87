package io.github.mnistdl4j.training;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Counts a batch's correct answers before its update, as Keras does, and measures norms. The fused
 * step does both itself. Deeplearning4j reports the batch's loss but not its outputs, so the output
 * layer is asked again between the backward pass and the update: its input, dropout included, is
 * still that of the batch, and the gradient is still the sum over the batch's images.
 */
final class StepObserver extends BaseTrainingListener {
  /** How many numbers are copied at once. */
  private static final int BLOCK = 4096;

  private final MultiLayerNetwork network;
  private long correct;
  private boolean measured;
  private List<LayerNorms> norms = List.of();

  private StepObserver(MultiLayerNetwork network) {
    this.network = network;
  }

  static StepObserver of(MultiLayerNetwork network) {
    StepObserver observer = new StepObserver(network);
    if (!(network instanceof FusedNetwork)) {
      network.addListeners(observer);
    }
    return observer;
  }

  /** Sets whether the next step measures norms. */
  void measureNext(boolean wanted) {
    measured = wanted;
    if (network instanceof FusedNetwork fused) {
      fused.measureNext(wanted);
    }
  }

  /** Returns the number of right answers in the last batch. */
  long correct() {
    return network instanceof FusedNetwork fused ? fused.correct() : correct;
  }

  /** Returns each layer's norms in the last step; empty if they were not measured. */
  List<LayerNorms> norms() {
    if (!measured) {
      return List.of();
    }
    return network instanceof FusedNetwork fused ? fused.norms() : norms;
  }

  @Override
  public void onBackwardPass(Model model) {
    INDArray outputs = network.getOutputLayer().activate(true, LayerWorkspaceMgr.noWorkspaces());
    long[] predicted = Nd4j.argMax(outputs, 1).toLongVector();
    long[] truth = Nd4j.argMax(network.getLabels(), 1).toLongVector();
    correct = 0;
    for (int i = 0; i < predicted.length; i++) {
      correct += predicted[i] == truth[i] ? 1 : 0;
    }
    if (measured) {
      norms = measure(predicted.length);
    }
  }

  private List<LayerNorms> measure(int images) {
    List<LayerNorms> measures = new ArrayList<>();
    int from = 0;
    for (Layer layer : network.getLayers()) {
      FeedForwardLayer dense = (FeedForwardLayer) layer.conf().getLayer();
      int weights = Math.toIntExact(dense.getNIn() * dense.getNOut());
      measures.add(
          new LayerNorms(
              norm(network.params(), from, weights),
              norm(network.getFlattenedGradients(), from, weights) / images));
      from += Math.toIntExact(layer.numParams());
    }
    return List.copyOf(measures);
  }

  private static double norm(INDArray flat, int from, int count) {
    FloatBuffer numbers = flat.data().asNioFloat();
    float[] block = new float[BLOCK];
    double squares = 0;
    for (int at = 0; at < count; at += BLOCK) {
      int n = Math.min(BLOCK, count - at);
      numbers.get(from + at, block, 0, n);
      squares += LayerNorms.squares(block, n);
    }
    return Math.sqrt(squares);
  }
}
