package io.github.mnistdl4j.training;

import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Counts a batch's correct answers before its update, as Keras does. Deeplearning4j reports the
 * batch's loss but not its outputs, so the output layer is asked again, between the backward pass
 * and the update: its input, dropout included, is still that of the batch.
 */
final class CorrectAnswers extends BaseTrainingListener {
  private long last;

  @Override
  public void onBackwardPass(Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    INDArray outputs = network.getOutputLayer().activate(true, LayerWorkspaceMgr.noWorkspaces());
    long[] predicted = Nd4j.argMax(outputs, 1).toLongVector();
    long[] truth = Nd4j.argMax(network.getLabels(), 1).toLongVector();
    last = 0;
    for (int i = 0; i < predicted.length; i++) {
      last += predicted[i] == truth[i] ? 1 : 0;
    }
  }

  /**
   * Returns what counts the correct answers of a network's last step. The fused step does so
   * itself; Deeplearning4j's has to be watched.
   */
  static LongSupplier of(MultiLayerNetwork network) {
    if (network instanceof FusedNetwork fused) {
      return fused::correct;
    }
    CorrectAnswers answers = new CorrectAnswers();
    network.addListeners(answers);
    return () -> answers.last;
  }
}
