package io.github.mnistdl4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on two workers of one core each, against the same on this machine alone. */
final class DistributedSweepIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final String CONFIG =
      """
      data: {dataset: idx, directory: %s}
      network: {layers: [{units: 32, activation: relu}, {units: 10, activation: softmax}]}
      training: {epochs: 9, validation-split: 0.1, checkpoint: {every-epochs: 1}}
      search:
        method: %s
        trials: 8
        space:
          network.layers[0].units: [128, 256, 512]
          training.optimizer: [rmsprop, adam]
          training.optimizer.learning-rate: {name: log-uniform, min: 0.0001, max: 0.01}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    Path unused = Mnist.writeFirst(folder.resolve("images"), 10_000, 2_000);
  }

  @Test
  void findsTheSameAlthoughAWorkerIsKilled() throws IOException {
    write("sweep.yaml", "random");
    sweepHere("here", "sweep.yaml");

    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 2, 1);
        Submission sweep = sweepThere(cluster, "there", "sweep.yaml")) {
      sweep.awaitOutput(" - val_loss: ", LIMIT); // of the first
      cluster.killWorker(2);

      Submission.Result result = sweep.await(LIMIT);
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.output()).contains("8 trials, ", "on Spark at spark://", "test_acc: ");
    }
    assertThat(table("there")).hasSize(9).isEqualTo(table("here"));
    assertThat(winner("there")).isEqualTo(winner("here"));
  }

  @Test
  void halvesTheSameAndGoesOnHereWithWhatWasKilledThere() throws IOException {
    write("halving.yaml", "halving");
    sweepHere("here", "halving.yaml");

    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 2, 1)) {
      try (Submission sweep = sweepThere(cluster, "there", "halving.yaml")) {
        sweep.awaitOutput(" - val_loss: ", LIMIT); // of the first
      }
      assertThat(winner("there")).isEmpty();
    }
    assertThat(run("sweep", "--quiet", "--resume", "there")).isZero();

    assertThat(table("there")).hasSize(9).isEqualTo(table("here"));
    assertThat(winner("there")).isEqualTo(winner("here"));
  }

  private void write(String file, String method) throws IOException {
    Files.writeString(folder.resolve(file), CONFIG.formatted(folder.resolve("images"), method));
  }

  private void sweepHere(String name, String config) {
    assertThat(
            run("sweep", "--quiet", "--config", folder.resolve(config).toString(), "--name", name))
        .isZero();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
    return Main.run(all.toArray(String[]::new), Optional.empty());
  }

  private Submission sweepThere(StandaloneCluster cluster, String name, String config) {
    return cluster.submit(
        List.of(), List.of("sweep", "--config", config, "--name", name), Map.of(), folder);
  }

  /** Without the times, which differ. */
  private List<String> table(String sweep) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line :
        Files.readAllLines(folder.resolve("runs").resolve(sweep).resolve("sweep.csv"))) {
      List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
      fields.remove(6); // seconds
      rows.add(String.join(",", fields));
    }
    return rows;
  }

  /** What the winner's test gave; empty if there was none. */
  private Optional<String> winner(String sweep) throws IOException {
    Path file = folder.resolve("runs").resolve(sweep).resolve("winner/evaluation.json");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }
}
