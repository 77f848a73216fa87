package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
  @TempDir private Path folder;

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("my.yaml"), yaml).toString();
  }

  @Test
  void checkFindsAGoodFileInOrder() throws IOException {
    String file = file("training: {epochs: 3}");
    Output output = Output.of("config", "check", "--config", file);
    assertThat(output.exitCode()).isZero();
    assertThat(output.lines()).containsExactly("The configuration is valid: " + file);
    assertThat(output.err()).isEmpty();
  }

  @Test
  void checkReportsEverythingThatIsWrongAtOnce() throws IOException {
    String file = file("training:\n  epochs: 0\n  batchsize: 3\n");
    Output output = Output.of("config", "check", "-c", file, "-s", "network.seed=-1");
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.err())
        .startsWith(file + " has 3 problems:")
        .contains("line 2: training.epochs", "line 3: training.batchsize", "--set network.seed=-1");
  }

  @Test
  void checkNamesAFileThatIsNotThere() {
    Path missing = folder.resolve("missing.yaml");
    Output output = Output.of("config", "check", "-c", missing.toString());
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).startsWith("Configuration file %s does not exist".formatted(missing));
  }

  @Test
  void showPrintsTheEffectiveConfigurationAsYamlThatReadsBack() throws IOException {
    Output output =
        Output.of(
            "config", "show", "-q", "-c", file("network: {seed: 7}"), "-s", "training.epochs=2");
    assertThat(output.exitCode()).isZero();
    AppConfig shown = ConfigLoader.parse(AppConfig.class, output.out(), "shown", List.of());
    assertThat(shown)
        .isEqualTo(
            ConfigLoader.parse(
                AppConfig.class, "", "", List.of("network.seed=7", "training.epochs=2")));
    assertThat(output.out()).contains("batch-size: 128");
  }

  @Test
  void schemaPrintsTheJsonSchema() {
    Output output = Output.of("config", "schema");
    assertThat(output.exitCode()).isZero();
    assertThat(output.out().strip()).isEqualTo(AppConfig.jsonSchema().strip());
  }
}
