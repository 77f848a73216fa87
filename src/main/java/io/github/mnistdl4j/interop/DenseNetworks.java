package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.network.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Converts between models and Deeplearning4j's networks, which keep all parameters in one row: of
 * each layer the weights, unit by unit, then the biases. The optimizer's state has the same order,
 * once for each number that it keeps.
 */
final class DenseNetworks {
  private DenseNetworks() {}

  /**
   * Returns the network of a model, with its optimizer's state and steps.
   *
   * @param model on pixels in [0, 1]
   * @param config of the model's layers
   * @param epochs that it has learned from
   */
  static MultiLayerNetwork network(
      DenseModel model, RunConfig config, DatasetInfo images, int epochs) {
    MultiLayerNetwork network = Networks.create(config, images);
    List<float[]> variables = new ArrayList<>();
    for (DenseWeights layer : model.layers()) {
      variables.add(layer.kernel());
      variables.add(layer.bias());
    }
    float[] parameters = new float[Math.toIntExact(network.numParams())];
    flatten(model.layers(), variables, parameters, 0);
    copy(parameters, network.params());
    model.optimizer().ifPresent(state -> restore(model, state, network));
    network.setEpochCount(epochs);
    return network;
  }

  private static void restore(DenseModel model, OptimizerState state, MultiLayerNetwork network) {
    network.getLayerWiseConfigurations().setIterationCount(state.iterations());
    @Nullable INDArray view = network.getUpdater().getStateViewArray();
    if (view != null && !state.slots().isEmpty()) {
      float[] numbers = new float[Math.toIntExact(view.length())];
      int offset = 0;
      for (List<float[]> slot : state.slots()) {
        offset = flatten(model.layers(), slot, numbers, offset);
      }
      copy(numbers, view);
    }
  }

  private static void copy(float[] numbers, INDArray target) {
    target.assign(Nd4j.create(numbers).reshape(target.shape()));
  }

  /** Writes variables in Deeplearning4j's order; returns the offset behind them. */
  private static int flatten(
      List<DenseWeights> layers, List<float[]> variables, float[] flat, int offset) {
    int at = offset;
    for (int i = 0; i < layers.size(); i++) {
      float[] kernel = variables.get(2 * i);
      int units = layers.get(i).units();
      for (int unit = 0; unit < units; unit++) {
        for (int input = 0; input < layers.get(i).inputs(); input++) {
          flat[at++] = kernel[input * units + unit];
        }
      }
      System.arraycopy(variables.get(2 * i + 1), 0, flat, at, units);
      at += units;
    }
    return at;
  }

  /** Reads variables from Deeplearning4j's order, from an offset on. */
  static List<float[]> variables(MultiLayerNetwork network, INDArray row, long offset) {
    float[] flat = row.toFloatVector();
    List<float[]> variables = new ArrayList<>();
    int at = Math.toIntExact(offset);
    for (int i = 0; i < network.getnLayers(); i++) {
      INDArray weights = network.getLayer(i).getParam("W");
      int inputs = Math.toIntExact(weights.size(0));
      int units = Math.toIntExact(weights.size(1));
      float[] kernel = new float[inputs * units];
      for (int unit = 0; unit < units; unit++) {
        for (int input = 0; input < inputs; input++) {
          kernel[input * units + unit] = flat[at++];
        }
      }
      variables.add(kernel);
      float[] bias = new float[units];
      System.arraycopy(flat, at, bias, 0, units);
      at += units;
      variables.add(bias);
    }
    return variables;
  }

  /** Returns what the optimizer of a network remembers; nothing if it keeps nothing. */
  static List<List<float[]>> slots(MultiLayerNetwork network) {
    return Optional.ofNullable(network.getUpdater().getStateViewArray())
        .map(
            view -> {
              List<List<float[]>> slots = new ArrayList<>();
              for (long at = 0; at < view.length(); at += network.numParams()) {
                slots.add(variables(network, view, at));
              }
              return slots;
            })
        .orElse(List.of());
  }
}
