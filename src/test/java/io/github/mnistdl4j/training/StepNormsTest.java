package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.network.LayerNorms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

/** The norms that each engine measures, beside what its update did. */
class StepNormsTest {
  private static final int IMAGES = 50;

  private static MultiLayerNetwork network(String engine, String... overrides) {
    List<String> all = new ArrayList<>();
    boolean sparse = engine.equals("sparse");
    all.add("training.engine=" + (sparse ? "fused" : engine));
    all.add("network.layers=[{units: 200, activation: relu}, {units: 10, activation: softmax}]");
    all.add("training.optimizer={name: sgd, learning-rate: 1}");
    all.addAll(List.of(overrides));
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", all);
    return Engines.network(config, DatasetInfo.MNIST, sparse, note -> fail(note));
  }

  private static DataSet batch(int number) {
    DigitBatches batches = DigitBatches.inOrder(SomeDigits.of(3 * IMAGES, 5), IMAGES);
    batches.skip(number);
    return batches.next();
  }

  private static List<LayerNorms> measure(MultiLayerNetwork network) {
    StepObserver observer = StepObserver.of(network);
    observer.measureNext(true);
    network.fit(batch(0)); // what is summed up here must not be left for the next
    network.fit(batch(1));
    return observer.norms();
  }

  /** Plain descent with a rate of 1 subtracts the gradient itself. */
  @ParameterizedTest
  @ValueSource(strings = {"sparse", "fused", "dl4j"})
  void areThoseOfTheWeightsAndOfTheirGradient(String engine) {
    MultiLayerNetwork network = network(engine);
    StepObserver observer = StepObserver.of(network);
    observer.measureNext(true);
    network.fit(batch(0));
    List<float[]> before = weights(network);
    network.fit(batch(1));
    List<float[]> after = weights(network);

    List<LayerNorms> norms = observer.norms();
    assertThat(norms).hasSize(2);
    for (int layer = 0; layer < 2; layer++) {
      double gradient = difference(before.get(layer), after.get(layer));
      assertThat(norms.get(layer).weights()).isCloseTo(norm(before.get(layer)), within(1e-3));
      assertThat(norms.get(layer).gradient()).isCloseTo(gradient, within(1e-5 * (1 + gradient)));
    }
    observer.measureNext(false);
    network.fit(batch(2));
    assertThat(observer.norms()).isEmpty();
  }

  private static List<float[]> weights(MultiLayerNetwork network) {
    return IntStream.range(0, 2)
        .mapToObj(layer -> network.getLayer(layer).getParam("W").dup().data().asFloat())
        .toList();
  }

  private static double norm(float[] x) {
    return Math.sqrt(IntStream.range(0, x.length).mapToDouble(i -> (double) x[i] * x[i]).sum());
  }

  private static double difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return norm(difference);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse", "fused"})
  void doNotDependOnTheThreads(String engine) {
    assertThat(measure(network(engine, "runtime.threads=1")))
        .isEqualTo(measure(network(engine, "runtime.threads=3")));
  }

  @Test
  void areOfTheLossWithoutPenaltiesWithEveryEngine() {
    String penalty = "network.layers.0.l2=0.01";
    List<LayerNorms> expected = measure(network("dl4j", penalty));
    for (String engine : List.of("sparse", "fused")) {
      List<LayerNorms> norms = measure(network(engine, penalty));
      for (int layer = 0; layer < 2; layer++) {
        LayerNorms theirs = expected.get(layer);
        assertThat(norms.get(layer).weights()).isCloseTo(theirs.weights(), within(1e-3));
        assertThat(norms.get(layer).gradient()).isCloseTo(theirs.gradient(), within(1e-3));
      }
    }
  }

  @Test
  void areMeasuredInTheFirstStepAndEveryFewAfterIt() {
    assertThat(IntStream.rangeClosed(1, 400).filter(StepResult::isMeasured))
        .containsExactly(1, 129, 257, 385);
  }
}
