package io.github.mnistdl4j.training.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * Describes what the fused step computes, read from Deeplearning4j's configuration of a network.
 *
 * @param layers from the input side to the output
 * @param rule how parameters are updated
 * @param crossEntropy whether the loss is softmax's cross-entropy; else the mean squared error
 * @param seed seed of dropout
 */
record FusedPlan(List<LayerShape> layers, UpdateRule rule, boolean crossEntropy, long seed) {

  /**
   * Reads the plan of a network.
   *
   * @throws NotCoveredException with the reason, if the fused step cannot train it
   */
  static FusedPlan of(MultiLayerConfiguration network) {
    require(network.getDataType() == DataType.FLOAT, "numbers other than float32");
    require(network.getInputPreProcessors().isEmpty(), "input pre-processors");
    int last = network.getConfs().size() - 1;
    FeedForwardLayer output = layer(network, last);
    require(output.getClass() == OutputLayer.class, "an output layer that is not dense");
    Optional<UpdateRule> rule = UpdateRule.of(output.getIUpdater());
    require(rule.isPresent(), "the optimizer " + name(output.getIUpdater()));
    List<LayerShape> shapes = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      FeedForwardLayer layer = layer(network, i);
      require(i == last || layer.getClass() == DenseLayer.class, "a layer " + name(layer));
      require(layer.getIUpdater().equals(output.getIUpdater()), "several optimizers");
      double kept = i == last ? 1 : kept(layer(network, i + 1).getIDropout());
      shapes.add(shape(layer, i == last, kept));
    }
    require(layer(network, 0).getIDropout() == null, "dropout of the inputs");
    long parameters = shapes.stream().mapToLong(LayerShape::parameters).sum();
    require(parameters <= Integer.MAX_VALUE / 2, "more than a billion parameters");
    boolean crossEntropy = crossEntropy(((OutputLayer) output).getLossFn());
    boolean softmax = shapes.get(last).activation().isEmpty();
    require(softmax || !crossEntropy, "cross-entropy without softmax");
    return new FusedPlan(shapes, rule.orElseThrow(), crossEntropy, network.getConf(0).getSeed());
  }

  private static FeedForwardLayer layer(MultiLayerConfiguration network, int i) {
    if (network.getConf(i).getLayer() instanceof FeedForwardLayer layer) {
      return layer;
    }
    throw new NotCoveredException("a layer " + name(network.getConf(i).getLayer()));
  }

  private static LayerShape shape(FeedForwardLayer layer, boolean output, double kept) {
    boolean plain =
        layer.getGradientNormalization() == GradientNormalization.None
            && layer.getConstraints() == null
            && layer.getWeightNoise() == null
            && layer.getBiasUpdater() == null
            && layer.getRegularizationBias().isEmpty();
    require(plain, "constraints, noise, clipping or settings of its own for biases");
    boolean bias =
        layer instanceof DenseLayer dense ? dense.isHasBias() : ((OutputLayer) layer).isHasBias();
    require(bias, "a layer without biases");
    require(!(layer instanceof DenseLayer dense) || !dense.isHasLayerNorm(), "layer normalisation");
    for (var penalty : layer.getRegularization()) {
      boolean known = penalty instanceof L1Regularization || penalty instanceof L2Regularization;
      require(known, "the penalty " + name(penalty));
    }
    Optional<Elementwise> activation = Optional.ofNullable(elementwise(layer.getActivationFn()));
    boolean softmax = output && layer.getActivationFn() instanceof ActivationSoftmax;
    require(softmax || activation.isPresent(), "the activation " + name(layer.getActivationFn()));
    return new LayerShape(
        Math.toIntExact(layer.getNIn()),
        Math.toIntExact(layer.getNOut()),
        activation,
        layer.getActivationFn() instanceof ActivationLReLU leaky ? (float) leaky.getAlpha() : 0,
        kept,
        layer.getRegularization());
  }

  private static double kept(@Nullable IDropout dropout) {
    if (dropout == null) {
      return 1;
    }
    boolean plain =
        dropout.getClass() == Dropout.class && ((Dropout) dropout).getPSchedule() == null;
    require(plain, "the dropout " + name(dropout));
    return ((Dropout) dropout).getP();
  }

  private static boolean crossEntropy(ILossFunction loss) {
    if (loss instanceof LossMCXENT entropy && entropy.getWeights() == null) {
      return true;
    }
    require(loss instanceof LossMSE mse && mse.getWeights() == null, "the loss " + name(loss));
    return false;
  }

  private static @Nullable Elementwise elementwise(IActivation activation) {
    if (activation.equals(new ActivationReLU())) {
      return Elementwise.RELU;
    }
    if (activation instanceof ActivationTanH) {
      return Elementwise.TANH;
    }
    if (activation instanceof ActivationSigmoid) {
      return Elementwise.SIGMOID;
    }
    if (activation instanceof ActivationIdentity) {
      return Elementwise.IDENTITY;
    }
    if (activation instanceof ActivationLReLU leaky
        && leaky.getAlpha() >= 0
        && leaky.getAlpha() <= 1) {
      return Elementwise.LEAKY_RELU;
    }
    return activation.equals(new ActivationELU()) ? Elementwise.ELU : null;
  }

  private static void require(boolean covered, String otherwise) {
    if (!covered) {
      throw new NotCoveredException(otherwise);
    }
  }

  private static String name(Object part) {
    return part.getClass().getSimpleName();
  }
}
