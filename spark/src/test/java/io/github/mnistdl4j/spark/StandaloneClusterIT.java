package io.github.mnistdl4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandaloneClusterIT {
  @TempDir private Path folder;

  @Test
  void runsSeveralSideBySideAndLeavesNoProcessBehind() {
    List<ProcessHandle> processes;
    try (StandaloneCluster one = StandaloneCluster.start(folder.resolve("one"), 1, 1);
        StandaloneCluster other = StandaloneCluster.start(folder.resolve("other"), 2, 1)) {
      assertThat(one.url()).startsWith("spark://127.0.0.1:").isNotEqualTo(other.url());
      assertThat(one.processes()).hasSize(2);
      processes = other.processes();
      assertThat(processes).hasSize(3);

      other.killWorker(1);
    }

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void endsWithTheExitCodeOfTheApplication() {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 1, 1)) {
      Submission wrong =
          cluster.submit(
              List.of(), List.of("train", "--set", "spark.workers=-1"), Map.of(), folder);

      Submission.Result result = wrong.await(Duration.ofMinutes(1));
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.errors()).contains("spark.workers");

      Submission lost =
          cluster.submit(
              List.of("--master", "spark://nowhere"),
              List.of("train"),
              Mnist.environment(),
              folder);

      assertThat(lost.await(Duration.ofMinutes(1)).exitCode()).isEqualTo(1);
      assertThat(lost.await(Duration.ofMinutes(1)).errors())
          .contains("Spark did not start at spark://nowhere: ", "Check --master")
          .doesNotContain("\tat ");
    }
  }
}
