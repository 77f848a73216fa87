package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SparkConfigTest {
  static final String REJECTED =
      """
      spark: {workers: -1, averaging-frequency: 0}
      => line 1: spark.workers: must be a whole number from 0 to 10000, but is -1
      => line 1: spark.averaging-frequency: must be a whole number from 1 to 100000, but is 0

      spark:
        directory: ~/mnist
        master: local
      => line 2: spark.directory: must be the path of a file or folder (in full, without ~ or $; a number in quotes), but is ~/mnist
      => line 3: spark.master: unknown key (allowed here: workers, averaging-frequency, directory)
      """;

  @Test
  void hasDefaults() {
    assertThat(AppConfig.defaults().spark()).isEqualTo(new SparkConfig(0, 30, Optional.empty()));
  }

  @Test
  void readsEveryKey() {
    String yaml = "spark: {workers: 4, averaging-frequency: 20, directory: /shared/mnist}";
    SparkConfig spark = ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of()).spark();
    assertThat(spark).isEqualTo(new SparkConfig(4, 20, Optional.of(Path.of("/shared/mnist"))));
    FullMapping.differs(spark, AppConfig.defaults().spark());
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }
}
