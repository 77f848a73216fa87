package io.github.mnistdl4j.interop.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.keras.PlainForward;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What the Deeplearning4j that is installed writes. */
class Dl4jFileTest {
  private static final int INPUTS = 16;
  private static final int CLASSES = 3;
  private static final int STEPS = 3;

  @TempDir private Path folder;

  private static OutputLayer.Builder output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(new ActivationSoftmax());
  }

  private static MultiLayerNetwork trained(IUpdater updater, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(7).updater(updater).list();
    Stream.of(layers).forEach(list::layer);
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.feedForward(INPUTS)).build());
    network.init();
    INDArray images = Nd4j.rand(5, INPUTS);
    INDArray labels = Nd4j.zeros(5, CLASSES);
    for (int row = 0; row < 5; row++) {
      labels.putScalar(row, row % CLASSES, 1);
    }
    for (int step = 0; step < STEPS; step++) {
      network.fit(images, labels);
    }
    return network;
  }

  private Path saved(MultiLayerNetwork network) throws IOException {
    File file = folder.resolve("saved.zip").toFile();
    ModelSerializer.writeModel(network, file, true);
    return file.toPath();
  }

  private DenseModel read(MultiLayerNetwork network) throws IOException {
    return Dl4jFile.read(saved(network));
  }

  private static void assertSameAnswers(DenseModel model, MultiLayerNetwork network) {
    INDArray images = Nd4j.rand(4, INPUTS);
    double[] answers = PlainForward.answers(model, images.dup('c').data().asFloat());
    assertThat(answers)
        .containsExactly(network.output(images).dup('c').data().asDouble(), within(1e-6));
  }

  static List<Arguments> updaters() {
    return List.of(
        Arguments.of(new Sgd(0.2), new Optimizer.Sgd(0.2)),
        Arguments.of(new Nesterovs(0.2, 0.8), new Optimizer.Nesterovs(0.2, 0.8)),
        Arguments.of(new RmsProp(0.01, 0.9, 1e-7), new Optimizer.Rmsprop(0.01, 0.9, 1e-7)),
        Arguments.of(new Adam(0.01, 0.8, 0.99, 1e-6), new Optimizer.Adam(0.01, 0.8, 0.99, 1e-6)),
        Arguments.of(new AdaMax(0.01, 0.8, 0.99, 1e-6), new Optimizer.Adamax(0.01, 0.8, 0.99)),
        Arguments.of(new Nadam(0.01, 0.8, 0.99, 1e-6), new Optimizer.Nadam(0.01, 0.8, 0.99, 1e-6)),
        Arguments.of(new AdaGrad(0.1, 1e-6), new Optimizer.Adagrad(0.1, 1e-6, 1e-6)),
        Arguments.of(new AdaDelta(0.9, 1e-6), new Optimizer.Adadelta(0.9, 1e-6)));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void takesTheOptimizerWithItsState(IUpdater updater, Optimizer wanted) throws IOException {
    MultiLayerNetwork network =
        trained(updater, new DenseLayer.Builder().nOut(5).build(), output().build());
    DenseModel model = read(network);
    assertSameAnswers(model, network);
    assertThat(model.optimizer().orElseThrow().optimizer()).isEqualTo(wanted);
    assertThat(model.optimizer().orElseThrow().iterations()).isEqualTo(STEPS);
    assertThat(model.notes()).isEmpty();
    List<List<float[]>> slots = model.optimizer().orElseThrow().slots();
    INDArray state = network.getUpdater().getStateViewArray();
    assertThat(slots).hasSize(state == null ? 0 : (int) (state.length() / network.numParams()));
    for (int i = 0; i < slots.size(); i++) {
      long first = i * network.numParams();
      assertThat(slots.get(i).get(0)[1])
          .as("of input 0, unit 1")
          .isEqualTo(state.getFloat(first + INPUTS));
      assertThat(slots.get(i).get(3)[2]).isEqualTo(state.getFloat(first + network.numParams() - 1));
    }
  }

  @Test
  void takesAllActivationsWhereverTheyStand() throws IOException {
    MultiLayerNetwork network =
        trained(
            new Sgd(0.1),
            new DenseLayer.Builder().nOut(6).activation(new ActivationReLU()).build(),
            new DenseLayer.Builder()
                .nOut(7)
                .activation(new ActivationLReLU())
                .hasBias(false)
                .build(),
            new DenseLayer.Builder().nOut(5).activation(new ActivationELU()).build(),
            new DenseLayer.Builder().nOut(6).activation(new ActivationTanH()).build(),
            new DenseLayer.Builder().nOut(5).activation(new ActivationIdentity()).build(),
            new DropoutLayer.Builder(0.75).build(),
            new ActivationLayer.Builder().activation(new ActivationReLU()).build(),
            new DenseLayer.Builder()
                .nOut(4)
                .activation(new ActivationSigmoid())
                .dropOut(0.5)
                .build(),
            new DenseLayer.Builder().nOut(CLASSES).activation(new ActivationIdentity()).build(),
            new LossLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                .activation(new ActivationSoftmax())
                .build());
    DenseModel model = read(network);
    assertSameAnswers(model, network);
    assertThat(model.layers())
        .extracting(DenseWeights::activation)
        .containsExactly(
            Activation.RELU,
            Activation.LEAKY_RELU,
            Activation.ELU,
            Activation.TANH,
            Activation.RELU,
            Activation.SIGMOID,
            Activation.SOFTMAX);
    assertThat(model.layers())
        .extracting(DenseWeights::dropout)
        .containsExactly(0.0, 0.0, 0.0, 0.0, 0.625, 0.0, 0.0);
    assertThat(model.loss()).isEqualTo(Loss.CATEGORICAL_CROSSENTROPY);
    assertThat(model.maker()).isEqualTo("Deeplearning4j 1.0.0-beta4 to M2.1");
  }

  @Test
  void takesPenaltiesAndSaysWhatItLeavesOut() throws IOException {
    MultiLayerNetwork network =
        trained(
            new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.02, 0.9)),
            new DenseLayer.Builder().nOut(5).l1(0.01).l2(0.03).dropOut(0.9).build(),
            new DenseLayer.Builder().nOut(5).weightDecay(0.02).l2Bias(0.1).build(),
            new OutputLayer.Builder(LossFunction.XENT)
                .nOut(CLASSES)
                .activation(new ActivationSigmoid())
                .build());
    DenseModel model = read(network);
    assertThat(model.layers().get(0).l1()).isEqualTo(0.01);
    assertThat(model.layers().get(0).l2()).isEqualTo(0.015);
    assertThat(model.optimizer().orElseThrow().optimizer().learningRate()).isEqualTo(0.02);
    assertThat(model.loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    assertThat(model.notes())
        .containsExactly(
            "Layer 1 \"layer0\" (DenseLayer) drops pixels of the images, which is left out.",
            "Layer 2 \"layer1\" (DenseLayer) has penalties on its biases, which are left out.",
            "Layer 2 \"layer1\" (DenseLayer) has a WeightDecay, which is left out.",
            "The loss LossBinaryXENT is not available here: the mean squared error is evaluated and minimised in its place.",
            "The schedule of the learning rate is left out: it stays as it began.");
  }

  @Test
  void saysThatALastDropoutIsLeftOut() throws IOException {
    MultiLayerNetwork network =
        trained(
            new Sgd(0.1),
            new DenseLayer.Builder().nOut(CLASSES).activation(new ActivationReLU()).build(),
            new DropoutLayer.Builder(0.5).build(),
            new LossLayer.Builder(LossFunction.MSE).activation(new ActivationIdentity()).build());
    DenseModel model = read(network);
    assertSameAnswers(model, network);
    assertThat(model.layers().get(0).dropout()).isZero();
    assertThat(model.notes())
        .containsExactly(
            "The dropout behind the last layer is left out: its outputs are the answer.");
  }

  @Test
  void neverReplacesAnOptimizerSilently() throws IOException {
    MultiLayerNetwork unknown = trained(new AMSGrad(0.01), output().build());
    assertThat(read(unknown).optimizer()).isEmpty();
    assertThat(read(unknown).notes()).anyMatch(note -> note.contains("AMSGrad is not available"));
    MultiLayerNetwork several =
        trained(
            new Adam(0.01),
            new DenseLayer.Builder().nOut(5).updater(new Sgd(0.1)).build(),
            output().build());
    assertThat(read(several).optimizer().orElseThrow().slots()).isEmpty();
    assertThat(read(several).notes()).anyMatch(note -> note.contains("optimizers of their own"));
    MultiLayerNetwork biases = trained(new Adam(0.01), output().biasUpdater(new Adam(0.1)).build());
    assertThat(read(biases).optimizer().orElseThrow().slots()).isEmpty();
    assertThat(read(biases).notes()).anyMatch(note -> note.contains("learning rate of their own"));
  }

  @Test
  void takesTheShapeOfImagesAndTheirScale() throws IOException {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().convolutionMode(ConvolutionMode.Same).list();
    list.layer(output().build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.convolutional(2, 8, 1)).build());
    network.init();
    File file = saved(network).toFile();
    ModelSerializer.addNormalizerToModel(file, new ImagePreProcessingScaler(-1, 1));
    DenseModel model = Dl4jFile.read(file.toPath());
    assertThat(List.of(model.height(), model.width())).containsExactly(2, 8);
    assertThat(model.pixels()).contains(new PixelScale(2, -1));
    NormalizerMinMaxScaler others = new NormalizerMinMaxScaler();
    others.setFeatureStats(Nd4j.zeros(1, INPUTS), Nd4j.ones(1, INPUTS));
    ModelSerializer.addNormalizerToModel(file, others);
    assertThat(Dl4jFile.read(file.toPath()).pixels()).isEmpty();
    assertThat(Dl4jFile.read(file.toPath()).notes())
        .containsExactly(
            "Its normalizer (MIN_MAX) is left out; only an ImagePreProcessingScaler of bytes can be taken.");
  }
}
