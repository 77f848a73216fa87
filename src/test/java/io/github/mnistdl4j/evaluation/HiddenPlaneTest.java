package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.HiddenPlane.Place;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

class HiddenPlaneTest {
  private static final Digits DIGITS = SomeDigits.of(300, 1);

  private static ForwardPass network(String layers) {
    RunConfig config =
        ConfigLoader.parse(RunConfig.class, "", "test", List.of("network.layers=" + layers));
    return ForwardPass.of(Networks.create(config, DatasetInfo.MNIST)).orElseThrow();
  }

  @Test
  void findsTheLargestComponents() {
    ForwardPass network =
        network(
            "[{units: 9, activation: relu}, {units: 60, activation: relu}, {activation: softmax}]");
    HiddenPlane plane = HiddenPlane.of(network, DIGITS).orElseThrow();
    INDArray outputs = Nd4j.create(network.hidden(DIGITS)[1]);
    outputs.subiRowVector(outputs.mean(0));
    INDArray covariance = Nd4j.gemm(outputs, outputs, true, false);
    double all = outputs.norm2Number().doubleValue();
    double[] variances = Eigen.symmetricGeneralizedEigenvalues(covariance).toDoubleVector();
    assertThat(plane.units()).isEqualTo(60);
    assertThat(plane.first()).isCloseTo(variances[59] / all / all, within(1e-4));
    assertThat(plane.second()).isCloseTo(variances[58] / all / all, within(1e-4));
    double sum = plane.places().stream().mapToDouble(place -> place.x() * place.x()).sum();
    assertThat(sum / all / all).isCloseTo(plane.first(), within(1e-4));
    double product = plane.places().stream().mapToDouble(place -> place.x() * place.y()).sum();
    assertThat(product / all / all).isCloseTo(0, within(1e-4));
    assertThat(plane.places()).extracting(Place::label).startsWith(DIGITS.label(0));
    assertThat(HiddenPlane.of(network, DIGITS)).contains(plane);
  }

  @Test
  void needsTwoUnitsThatDiffer() {
    assertThat(HiddenPlane.of(network("[{activation: softmax}]"), DIGITS)).isEmpty();
    ForwardPass one = network("[{units: 1, activation: relu}, {activation: softmax}]");
    assertThat(HiddenPlane.of(one, DIGITS)).isEmpty();
    ForwardPass two = network("[{units: 2, activation: relu}, {activation: softmax}]");
    assertThat(HiddenPlane.of(two, DIGITS).orElseThrow().places()).hasSize(300);
    Digits black = new Digits(DatasetInfo.MNIST, new byte[3 * 784], new int[3]);
    assertThat(HiddenPlane.of(two, black).orElseThrow())
        .satisfies(plane -> assertThat(plane.first()).isBetween(0.0, 1.0))
        .satisfies(
            plane -> assertThat(plane.places()).allMatch(place -> Double.isFinite(place.x())));
  }
}
