package io.github.mnistdl4j.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.Main;
import io.github.mnistdl4j.spark.Mnist;
import io.github.mnistdl4j.spark.StandaloneCluster;
import io.github.mnistdl4j.spark.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        List.of("score", "--input", "many", "--output", output, "--images-per-part", "5000"),
        Map.of(),
        folder);
  }

  /** Of each file with predictions the hash of its bytes. */
  private static Map<String, Integer> parts(String output) throws IOException {
    Map<String, Integer> parts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
        parts.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return parts;
  }

  @Test
  void givesTheSameAlthoughAWorkerIsKilled() throws IOException {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("second"), 2, 1);
        Submission scoring = score(cluster, "worker-killed")) {
      scoring.awaitOutput("images so far", LIMIT);
      cluster.killWorker(1);

      Submission.Result result = scoring.await(LIMIT);
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.output()).contains("300,000 images in ");
    }
    assertThat(parts("worker-killed")).isEqualTo(undisturbed);
    assertThat(folder.resolve("worker-killed").resolve("_temporary")).doesNotExist();
  }

  @Test
  void goesOnWhereItWasKilled() throws IOException {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("third"), 2, 1)) {
      try (Submission scoring = score(cluster, "driver-killed")) {
        scoring.awaitOutput("images so far", LIMIT);
      }
      List<String> before = new ArrayList<>(parts("driver-killed").keySet());
      assertThat(before).isNotEmpty().hasSizeLessThan(PARTS);

      try (Submission scoring = score(cluster, "driver-killed")) {
        Submission.Result result = scoring.await(LIMIT);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.output()).containsPattern("\\d+ of 60 parts were there; ");
      }
    }
    assertThat(parts("driver-killed")).isEqualTo(undisturbed);
  }
}
