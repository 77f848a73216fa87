package io.github.mnistdl4j.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.SomeDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The fused step beside Deeplearning4j's own. */
class FusedNetworkTest {
  private static final String DEEP =
      "network.layers=[{units: 200, activation: relu}, {units: 30, activation: tanh},"
          + " {units: 10, activation: softmax}]";
  private static final String SMOOTH =
      "network.layers=[{units: 16, activation: tanh}, {units: 10, activation: softmax}]";
  private static final int STEPS = 20;

  @BeforeAll
  static void keepThreadsApart() {
    NativeRuntime.useOneThreadEach();
  }

  /** A network, an optimizer, and how far apart parameters may be after 20 steps. */
  record Case(String layers, String optimizer, double tolerance) {}

  /**
   * Both round to float32 in another order: 1e-7 of a value at each of some hundred additions, and
   * a change of the learning rate's size in a step. Optimizers that divide by a root that starts at
   * zero turn the rounding of a tiny gradient into a change of up to the learning rate unless ε is
   * above it; so Keras's ε is tried on a network whose gradients are not tiny.
   */
  static Stream<Case> optimizers() {
    return Stream.of(
        new Case(DEEP, "{name: sgd, learning-rate: 0.1}", 2e-6),
        new Case(DEEP, "{name: nesterovs, learning-rate: 0.05, momentum: 0.8}", 5e-6),
        new Case(DEEP, "{name: adagrad, learning-rate: 0.05}", 5e-6),
        new Case(DEEP, "{name: rmsprop, learning-rate: 0.001, epsilon: 0.001}", 2e-5),
        new Case(DEEP, "{name: adam, learning-rate: 0.001, epsilon: 0.001}", 2e-5),
        new Case(DEEP, "{name: nadam, learning-rate: 0.001, epsilon: 0.001}", 2e-5),
        new Case(DEEP, "{name: adadelta, epsilon: 0.0001}", 2e-5),
        new Case(SMOOTH, "rmsprop", 1e-4),
        new Case(SMOOTH, "adam", 1e-4),
        new Case(SMOOTH, "nadam", 1e-4),
        new Case(SMOOTH, "adamax", 1e-4));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void computesWhatDeeplearning4jComputes(Case each) {
    RunConfig config = config(each.layers(), "training.optimizer=" + each.optimizer());
    MultiLayerNetwork stock = Networks.create(config, DatasetInfo.MNIST);
    List<FusedNetwork> both = List.of(create(config, 2, false), create(config, 2, true));
    for (DataSet batch : batches(STEPS)) {
      stock.fit(batch);
      for (FusedNetwork fused : both) {
        fused.fit(batch);
        assertThat(fused.score()).isCloseTo(stock.score(), within(50 * each.tolerance()));
      }
    }
    @Nullable INDArray state = stock.getUpdater().getStateViewArray();
    for (FusedNetwork fused : both) {
      assertThat(fused.getIterationCount()).isEqualTo(STEPS);
      assertThat(distance(fused.params(), stock.params())).isLessThan(each.tolerance());
      if (state != null) {
        assertThat(distance(fused.getUpdater().getStateViewArray(), state))
            .isLessThan(each.tolerance());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNumberOfThreadsDoesNotChangeABit(boolean sparse) {
    RunConfig config =
        config(
            "network.layers=[{units: 300, activation: relu, dropout: 0.2, l2: 0.0001},"
                + " {units: 140, activation: elu}, {units: 10, activation: softmax}]");
    float[] one = trained(config, 1, sparse);
    assertThat(trained(config, 2, sparse)).isEqualTo(one);
    assertThat(trained(config, 3, sparse)).isEqualTo(one);
  }

  private static float[] trained(RunConfig config, int threads, boolean sparse) {
    FusedNetwork network = create(config, threads, sparse);
    batches(STEPS).forEach(network::fit);
    return network.params().toFloatVector();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void holdsParametersAndGivesThemBack(boolean sparse) {
    RunConfig config = config(DEEP, "training.optimizer=adam");
    FusedNetwork plain = create(config, 2, sparse);
    FusedNetwork held = create(config, 2, sparse);
    List<DataSet> batches = batches(STEPS);
    for (int epoch = 0; epoch < 2; epoch++) {
      batches.forEach(plain::fit);
      held.fitHeld(new ExistingDataSetIterator(batches));
      assertThat(held.params()).isEqualTo(plain.params());
      assertThat(held.getUpdater().getStateViewArray())
          .isEqualTo(plain.getUpdater().getStateViewArray());
      plain.params().muli(0.5); // as a cluster's average would
      held.params().muli(0.5);
    }
  }

  @Test
  void publishesWhatItHolds() {
    RunConfig config = config(DEEP);
    FusedNetwork plain = create(config, 2, true);
    FusedNetwork held = create(config, 2, true);
    Iterator<DataSet> batches = batches(3).iterator();
    plain.fit(batches(3).get(0));
    held.fitHeld(
        new ExistingDataSetIterator(
            new Iterator<>() {
              private int given;

              @Override
              public boolean hasNext() {
                if (given == 1) {
                  held.publish();
                  assertThat(held.params()).isEqualTo(plain.params());
                }
                return batches.hasNext();
              }

              @Override
              public DataSet next() {
                given++;
                return batches.next();
              }
            }));
    assertThat(held.getIterationCount()).isEqualTo(3);
  }

  /** An odd number of inputs, a layer wider than a worker's memory, images without ink. */
  @ParameterizedTest
  @CsvSource({"5,5,30", "7,9,1100", "4,4,33"})
  void computesSparselyForEveryForm(int width, int height, int units) {
    RunConfig config =
        config(
            "network.layers=[{units: %d, activation: relu, l1: 0.0001}, {units: 10, activation: softmax}]"
                .formatted(units),
            "training.optimizer={name: adam, epsilon: 0.001}");
    DatasetInfo form = new DatasetInfo(width, height, DatasetInfo.numbers(10), Preparation.PLAIN);
    MultiLayerNetwork stock = Networks.create(config, form);
    FusedNetwork fused =
        Networks.start(new FusedNetwork(Networks.configuration(config, form), 2, true), config);
    for (int step = 0; step < STEPS; step++) {
      INDArray features = Nd4j.rand(DataType.FLOAT, 33, form.pixels());
      features.muli(features.gt(0.7).castTo(DataType.FLOAT)).putRow(3, Nd4j.zeros(form.pixels()));
      INDArray labels = Nd4j.zeros(DataType.FLOAT, 33, 10);
      for (int i = 0; i < 33; i++) {
        labels.putScalar(i, (i + step) % 10, 1);
      }
      stock.fit(features, labels);
      fused.fit(features, labels);
      assertThat(fused.score()).isCloseTo(stock.score(), within(1e-4));
    }
    assertThat(distance(fused.params(), stock.params())).isLessThan(2e-5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsAreThoseOfTheLossByNumbers(boolean sparse) {
    // one step of SGD at rate 1 moves every parameter by its gradient
    RunConfig config =
        config(
            "network.layers=[{units: 20, activation: tanh, l2: 0.01},"
                + " {units: 12, activation: sigmoid}, {units: 10, activation: softmax}]",
            "training.optimizer={name: sgd, learning-rate: 1}");
    DataSet batch = batches(1).get(0);
    FusedNetwork network = create(config, 2, sparse);
    INDArray before = network.params().dup();
    network.fit(batch);
    INDArray gradient = before.sub(network.params());
    double h = 1e-2; // float32 losses are right to 1e-7, so the quotient to 1e-5 and h² more
    for (long at = 5; at < before.length(); at += before.length() / 60) {
      double slope =
          (loss(config, before, at, h, batch) - loss(config, before, at, -h, batch)) / (2 * h);
      assertThat(gradient.getDouble(at)).as("parameter %d", at).isCloseTo(slope, within(2e-4));
    }
  }

  /** The loss with one parameter moved; fit reports it as of before the update. */
  private static double loss(
      RunConfig config, INDArray parameters, long at, double h, DataSet batch) {
    FusedNetwork network = create(config, 1);
    network.params().assign(parameters);
    network.params().putScalar(at, parameters.getDouble(at) + h);
    network.fit(batch);
    return network.score();
  }

  @Test
  void stockDeeplearning4jReadsTheModelAndTrainsOn(@TempDir Path folder) throws IOException {
    RunConfig config = config(DEEP, "training.optimizer={name: adam, epsilon: 0.001}");
    FusedNetwork fused = create(config, 2);
    List<DataSet> batches = batches(10);
    batches.subList(0, 5).forEach(fused::fit);
    ModelSerializer.writeModel(fused, folder.resolve("model.zip").toFile(), true);
    MultiLayerNetwork stock =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile(), true);
    assertThat(stock.getIterationCount()).isEqualTo(5);
    assertThat(stock.params()).isEqualTo(fused.params());
    for (DataSet batch : batches.subList(5, 10)) {
      fused.fit(batch);
      stock.fit(batch);
    }
    assertThat(distance(fused.params(), stock.params())).isLessThan(2e-5);
  }

  @Test
  void fitsAWholeIteratorAndTellsListenersAsDeeplearning4jDoes() {
    RunConfig config = config(DEEP);
    FusedNetwork network = create(config, 2);
    List<Integer> heard = new ArrayList<>();
    network.addListeners(
        new org.deeplearning4j.optimize.api.BaseTrainingListener() {
          @Override
          public void iterationDone(
              org.deeplearning4j.nn.api.Model model, int iteration, int epoch) {
            heard.add(iteration);
            assertThat(model.score()).isGreaterThan(0);
          }
        });
    network.fit(DigitBatches.inOrder(SomeDigits.of(100, 3), 30));
    assertThat(heard).containsExactly(0, 1, 2, 3);
    assertThat(network.getEpochCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesBatchesOfAnyOrderAndGrowingSize(boolean sparse) {
    RunConfig config = config(DEEP);
    FusedNetwork plain = create(config, 2, sparse);
    FusedNetwork columns = create(config, 2, sparse);
    for (int size : new int[] {5, 70, 33}) {
      DataSet batch = DigitBatches.inOrder(SomeDigits.of(size, size), size).next();
      plain.fit(batch);
      columns.fit(new DataSet(batch.getFeatures().dup('f'), batch.getLabels().dup('f')));
    }
    assertThat(columns.params()).isEqualTo(plain.params());
  }

  static Stream<MultiLayerConfiguration> notCovered() {
    DenseLayer dense =
        new DenseLayer.Builder().nIn(784).nOut(8).activation(Activation.RELU).build();
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(8)
            .nOut(10)
            .activation(Activation.SOFTMAX)
            .build();
    return Stream.of(
        stack(new AMSGrad(0.1)).layer(dense).layer(output).build(),
        stack(new Sgd(0.1))
            .layer(dense)
            .layer(new ActivationLayer(Activation.CUBE))
            .layer(output)
            .build(),
        stack(new Sgd(0.1))
            .layer(new DenseLayer.Builder().nIn(784).nOut(8).activation(Activation.GELU).build())
            .layer(output)
            .build(),
        stack(new Sgd(0.1))
            .layer(new DenseLayer.Builder().nIn(784).nOut(8).hasBias(false).build())
            .layer(output)
            .build(),
        stack(new Sgd(0.1))
            .layer(new DenseLayer.Builder().nIn(784).nOut(8).dropOut(0.5).build())
            .layer(output)
            .build(),
        stack(new Sgd(0.1))
            .layer(dense)
            .layer(
                new OutputLayer.Builder(LossFunction.XENT)
                    .nIn(8)
                    .nOut(10)
                    .activation(Activation.SIGMOID)
                    .build())
            .build());
  }

  private static NeuralNetConfiguration.ListBuilder stack(
      org.nd4j.linalg.learning.config.IUpdater updater) {
    return new NeuralNetConfiguration.Builder().updater(updater).list();
  }

  @ParameterizedTest
  @MethodSource("notCovered")
  void saysWhatItDoesNotCover(MultiLayerConfiguration configuration) {
    assertThatThrownBy(() -> new FusedNetwork(configuration, 1, false))
        .isInstanceOf(NotCoveredException.class)
        .hasMessageContaining("does not cover");
  }

  private static FusedNetwork create(RunConfig config, int threads) {
    return create(config, threads, false);
  }

  private static FusedNetwork create(RunConfig config, int threads, boolean sparse) {
    return Networks.start(
        new FusedNetwork(Networks.configuration(config, DatasetInfo.MNIST), threads, sparse),
        config);
  }

  private static RunConfig config(String... overrides) {
    return ConfigLoader.parse(RunConfig.class, "", "test", List.of(overrides));
  }

  private static List<DataSet> batches(int count) {
    List<DataSet> batches = new ArrayList<>();
    DigitBatches.inOrder(SomeDigits.of(count * 40 - 7, 9), 40)
        .forEachRemaining(batch -> batches.add(batch.copy()));
    return batches;
  }

  private static double distance(INDArray a, INDArray b) {
    return a.sub(b).amaxNumber().doubleValue();
  }
}
