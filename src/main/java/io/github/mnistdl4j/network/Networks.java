package io.github.mnistdl4j.network;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.WeightInit;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitReluUniform;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Builds networks from the configuration; each setting means what it means in Keras. */
public final class Networks {
  private Networks() {}

  /**
   * Creates a network with its starting weights: inputs {@code [batch, pixels]}, outputs {@code
   * [batch, classes]}, float32. The same configuration and seed give the same weights.
   *
   * @param images their number of pixels and classes
   */
  public static MultiLayerNetwork create(RunConfig config, DatasetInfo images) {
    return start(new MultiLayerNetwork(configuration(config, images)), config);
  }

  /** Gives a network of that configuration its starting weights and optimizer state. */
  public static <T extends MultiLayerNetwork> T start(T network, RunConfig config) {
    network.init();
    startUpdater(network, config.training().optimizer());
    return network;
  }

  /**
   * Returns Deeplearning4j's description of the network and how it is trained. Since every use of a
   * network begins here, this starts ND4J as the configuration says.
   *
   * @throws LinkageError if the native libraries cannot be loaded
   */
  public static MultiLayerConfiguration configuration(RunConfig config, DatasetInfo images) {
    KernelChoice unused = NativeRuntime.start(config.runtime());
    NetworkConfig network = config.network().forClasses(images.classes().size());
    network.requireSize(images.pixels());
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(network.seed())
            .updater(Updaters.of(config.training().optimizer()))
            .list();
    List<LayerConfig> stack = network.layers();
    int inputs = images.pixels();
    double dropoutBefore = 0;
    for (int i = 0; i < stack.size(); i++) {
      LayerConfig layer = stack.get(i);
      FeedForwardLayer.Builder<?> builder =
          i == stack.size() - 1
              ? new OutputLayer.Builder(loss(config.training().loss()))
              : new DenseLayer.Builder();
      builder.weightInit(weightInit(network.weightInit(), inputs));
      layers.layer(dense(builder, layer, inputs, dropoutBefore));
      inputs = layer.outputs();
      dropoutBefore = layer.dropout();
    }
    return layers.build();
  }

  /**
   * Deeplearning4j drops a layer's inputs and takes the share that it keeps, so the dropout behind
   * a layer is set on the next one; its L2 adds λ/2 · Σw², half of Keras's.
   */
  private static FeedForwardLayer dense(
      FeedForwardLayer.Builder<?> builder, LayerConfig layer, int inputs, double dropoutBefore) {
    builder
        .nIn(inputs)
        .nOut(layer.outputs())
        .activation(activation(layer))
        .l1(layer.l1())
        .l2(2 * layer.l2());
    if (dropoutBefore > 0) {
      builder.dropOut(1 - dropoutBefore);
    }
    return builder.build();
  }

  /** Deeplearning4j starts the means of squares at ε; Keras at 0, or at Adagrad's own value. */
  private static void startUpdater(MultiLayerNetwork network, Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Rmsprop) {
      network.getUpdater().getStateViewArray().assign(0);
    } else if (optimizer instanceof Optimizer.Adagrad adagrad) {
      network.getUpdater().getStateViewArray().assign(adagrad.initialAccumulatorValue());
    }
  }

  private static LossFunction loss(Loss loss) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> LossFunction.MCXENT;
      case MEAN_SQUARED_ERROR -> LossFunction.MSE;
    };
  }

  /** All but one have the name and the formula that Deeplearning4j gives them. */
  private static IActivation activation(LayerConfig layer) {
    return layer.activation() == Activation.LEAKY_RELU
        ? new ActivationLReLU(layer.slope())
        : plain(layer.activation());
  }

  private static IActivation plain(Activation activation) {
    return org.nd4j.linalg.activations.Activation.valueOf(activation.name())
        .getActivationFunction();
  }

  /**
   * Returns the activation that Deeplearning4j's is made from, a leaky-relu of any slope; empty for
   * one with other settings.
   */
  public static Optional<Activation> activation(IActivation function) {
    return function instanceof ActivationLReLU
        ? Optional.of(Activation.LEAKY_RELU)
        : Arrays.stream(Activation.values())
            .filter(activation -> activation != Activation.LEAKY_RELU)
            .filter(activation -> plain(activation).equals(function))
            .findFirst();
  }

  /** Deeplearning4j's own LECUN_UNIFORM goes to ±3/√in, Keras's to ±√(3 / in). */
  private static IWeightInit weightInit(WeightInit init, int inputs) {
    double lecunLimit = Math.sqrt(3.0 / inputs);
    return switch (init) {
      case GLOROT_UNIFORM -> new WeightInitXavierUniform();
      case GLOROT_NORMAL -> new WeightInitXavier();
      case HE_UNIFORM -> new WeightInitReluUniform();
      case HE_NORMAL -> new WeightInitRelu();
      case LECUN_UNIFORM ->
          new WeightInitDistribution(new UniformDistribution(-lecunLimit, lecunLimit));
      case LECUN_NORMAL -> new WeightInitNormal();
    };
  }
}
