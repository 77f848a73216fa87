package io.github.mnistdl4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.Main;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains on MNIST, with two workers of one core each. */
final class DistributedTrainingIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** 469 batches in turn to three: the worker with most has 157. */
  private static final int STEPS = 157;

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = StandaloneCluster.start(folder.resolve("cluster"), 2, 1);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void reaches97PercentAlthoughAWorkerIsKilled() {
    try (StandaloneCluster own = StandaloneCluster.start(folder.resolve("killed"), 2, 1);
        Submission training = train(own, "killed", "spark.averaging-frequency=30")) {
      training.awaitOutput("Epoch 2/5", LIMIT);
      own.killWorker(2);

      assertThat(training.await(LIMIT).exitCode()).isZero();
    }
    assertThat(run("killed").metrics()).hasSize(5);
    assertThat(run("killed").evaluation().map(EvaluationResult::accuracy).orElseThrow())
        .isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void givesTheSameBitsAgainAndCountsTheStepsOfAWorker() {
    MultiLayerNetwork first = trained("first");
    MultiLayerNetwork again = trained("again");

    assertThat(first.getIterationCount()).isEqualTo(STEPS);
    assertThat(again.params()).isEqualTo(first.params());
    assertThat(again.getUpdater().getStateViewArray())
        .isEqualTo(first.getUpdater().getStateViewArray());
  }

  /** The driver chooses the first layer, whose other kind rounds differently. */
  @Test
  void endsWithTheBitsOfOneMachineWhereOneWorkerTrainsAlone() throws IOException {
    Path images = Mnist.writeFirst(folder.resolve("images"), 10_000, 1_000);
    String[] settings = {
      "data.dataset=idx", "data.directory=" + images, "training.epochs=2", "spark.workers=1"
    };
    try (Submission training = train(cluster, "alone", settings)) {
      assertThat(training.await(LIMIT).exitCode()).isZero();
    }
    List<String> here = new ArrayList<>(List.of("train", "--quiet", "--name", "here"));
    here.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
    Stream.of(settings).forEach(setting -> here.addAll(List.of("--set", setting)));
    assertThat(Main.run(here.toArray(String[]::new), Optional.empty())).isZero();

    assertThat(parameters("alone")).isEqualTo(parameters("here"));
    assertThat(run("alone").config().run().runtime().firstLayer()).isEqualTo(FirstLayer.SPARSE);
  }

  private static INDArray parameters(String name) {
    return ModelStore.load(run(name).directory().model(), run(name).config().run()).params();
  }

  /** After an epoch of three workers by Adam, whose step depends on the count, with dropout. */
  private static MultiLayerNetwork trained(String name) {
    try (Submission training =
        train(
            cluster,
            name,
            "training.epochs=1",
            "training.optimizer=adam",
            "network.layers[0].dropout=0.3",
            "spark.workers=3",
            "spark.averaging-frequency=50")) {
      assertThat(training.await(LIMIT).exitCode()).isZero();
    }
    // not by Deeplearning4j alone: that would start ND4J for all tests with other matrix kernels
    return ModelStore.load(run(name).directory().model(), run(name).config().run());
  }

  private static Submission train(StandaloneCluster cluster, String name, String... settings) {
    List<String> options =
        Stream.of(settings).flatMap(setting -> Stream.of("--set", setting)).toList();
    List<String> arguments =
        Stream.concat(Stream.of("train", "--name", name), options.stream()).toList();
    return cluster.submit(List.of(), arguments, Mnist.environment(), folder);
  }

  private static SavedRun run(String name) {
    return new SavedRun(new RunDirectory(folder.resolve("runs").resolve(name)));
  }
}
