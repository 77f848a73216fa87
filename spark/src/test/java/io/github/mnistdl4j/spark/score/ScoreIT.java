package io.github.mnistdl4j.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.Main;
import io.github.mnistdl4j.spark.Mnist;
import io.github.mnistdl4j.spark.StandaloneCluster;
import io.github.mnistdl4j.spark.Submission;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores MNIST's test images many times over on two workers of one core each. */
final class ScoreIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int TIMES = 30;
  private static final int PARTS = 60;

  @TempDir private static Path folder;
  private static Map<String, Integer> undisturbed = Map.of();

  @BeforeAll
  static void scoreUndisturbed() throws IOException {
    Path images = Mnist.writeFirst(folder.resolve("images"), 2000, 500);
    String[] train = {
      "train",
      "--quiet",
      "--name",
      "a",
      "--runs-dir",
      folder.resolve("runs").toString(),
      "--set",
      "data.dataset=idx",
      "--set",
      "data.directory=" + images,
      "--set",
      "training.epochs=1"
    };
    assertThat(Main.run(train, Optional.empty())).isZero();
    Path unused = Mnist.writeImages(folder.resolve("many"), Mnist.read().test(), TIMES);
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("first"), 2, 1);
        Submission scoring = score(cluster, "undisturbed")) {
      Submission.Result result = scoring.await(LIMIT);
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.output()).contains("300,000 images in ", " on 2 cores: ");
    }
    undisturbed = parts("undisturbed");
    assertThat(undisturbed).hasSize(PARTS);
  }

  private static Submission score(StandaloneCluster cluster, String output) {
    return cluster.submit(
        List.of(),
        List.of(
            "score",
            "--input",
            "many",
            "--output",
            output,
            "--format",
            "csv",
            "--images-per-part",
            "5000"),
        Map.of(),
        folder);
  }

  /** Of each file with predictions the hash of its bytes. */
  private static Map<String, Integer> parts(String output) {
    Map<String, Integer> parts = new TreeMap<>();
    File[] files = folder.resolve(output).toFile().listFiles((all, name) -> name.endsWith(".csv"));
    try {
      for (File file : files == null ? new File[0] : files) {
        parts.put(file.getName(), Arrays.hashCode(Files.readAllBytes(file.toPath())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  @Test
  void givesTheSameAlthoughAWorkerIsKilled() {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("second"), 2, 1);
        Submission scoring = score(cluster, "worker-killed")) {
      scoring.awaitThat(() -> parts("worker-killed").size() > 2, LIMIT);
      cluster.killWorker(1);

      Submission.Result result = scoring.await(LIMIT);
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.output()).contains("300,000 images in ");
    }
    assertThat(parts("worker-killed")).isEqualTo(undisturbed);
    assertThat(folder.resolve("worker-killed").resolve("_temporary")).doesNotExist();
  }

  @Test
  void goesOnWhereItWasKilled() {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("third"), 2, 1)) {
      try (Submission scoring = score(cluster, "driver-killed")) {
        scoring.awaitThat(() -> parts("driver-killed").size() > 2, LIMIT);
      }
      assertThat(parts("driver-killed")).hasSizeBetween(3, PARTS - 1);

      try (Submission scoring = score(cluster, "driver-killed")) {
        Submission.Result result = scoring.await(LIMIT);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.output()).containsPattern("\\d+ of 60 parts were there; ");
      }
    }
    assertThat(parts("driver-killed")).isEqualTo(undisturbed);
  }
}
