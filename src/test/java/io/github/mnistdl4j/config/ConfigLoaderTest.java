package io.github.mnistdl4j.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final Path SHIPPED = Path.of("config/mnist.yaml");

  @TempDir private Path directory;

  @Test
  void takesTheShippedFileForTheDefaults() {
    assertThat(ConfigLoader.load(AppConfig.class, SHIPPED, List.of()))
        .isEqualTo(AppConfig.defaults());
  }

  @Test
  void shipsAFileThatShowsEveryKey() throws IOException {
    String yaml = Files.readString(SHIPPED);
    Stream.of(DataConfig.class, NetworkConfig.class, LayerConfig.class, TrainingConfig.class)
        .flatMap(section -> Stream.of(section.getRecordComponents()))
        .forEach(key -> assertThat(yaml).contains(" " + YamlNames.of(key) + ":"));
  }

  @Test
  void acceptsTheShippedFileBySchema() throws IOException {
    assertThat(SchemaCheck.problems(Files.readString(SHIPPED))).isEmpty();
  }

  @Test
  void readsWhatEditorsOnWindowsWrite() throws IOException {
    String yaml = "\ufeff" + Files.readString(SHIPPED).replace("\n", "\r\n");
    Path file = Files.writeString(directory.resolve("windows.yaml"), yaml);
    assertThat(ConfigLoader.load(AppConfig.class, file, List.of())).isEqualTo(AppConfig.defaults());
  }

  @Test
  void countsLinesThatEndAsOnWindows() {
    new InvalidYaml(
            "\ufefftraining:\r\n\r\n  epochs: 0\r\n",
            List.of("line 3: training.epochs: must be a whole number from 1 to 100000, but is 0"))
        .isRejected();
  }

  @Test
  void readsJson() {
    AppConfig config =
        ConfigLoader.parse(
            AppConfig.class, "{\"training\": {\"epochs\": 7}}", "my.json", List.of());
    assertThat(config.run().training().epochs()).isEqualTo(7);
  }

  @Test
  void readsAnEmptyFile() throws IOException {
    Path file = Files.createFile(directory.resolve("empty.yaml"));
    assertThat(ConfigLoader.load(AppConfig.class, file, List.of())).isEqualTo(AppConfig.defaults());
  }

  @Test
  void namesTheFileInItsMessages() throws IOException {
    Path file = Files.writeString(directory.resolve("my.yaml"), "training: 5");
    assertRejected(
        file,
        new InvalidYaml(
                "", List.of("line 1: training: must be a section of keys and values, but is 5"))
            .message(file.toString()));
  }

  @Test
  void rejectsAMissingFile() {
    Path file = directory.resolve("missing.yaml");
    assertRejected(
        file, "Configuration file " + file + " does not exist; name a file with --config.");
  }

  @Test
  void rejectsADirectory() {
    assertRejected(
        directory,
        "Configuration file " + directory + " is a directory; name a YAML file with --config.");
  }

  @Test
  void rejectsAPathThroughAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file")).resolve("my.yaml");
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(AppConfig.class, file, List.of()))
        .withMessageStartingWith("Configuration file " + file + " cannot be read (")
        .withMessageEndingWith("); name a YAML file with --config.");
  }

  @Test
  void rejectsOtherEncodings() throws IOException {
    Path latin1 = directory.resolve("latin1.yaml");
    Files.writeString(latin1, "data: {directory: /zähler}", ISO_8859_1);
    Path utf16 = Files.writeString(directory.resolve("utf16.yaml"), "data: {}", UTF_16);
    for (Path file : List.of(latin1, utf16)) {
      assertRejected(
          file, "Configuration file " + file + " is not text in UTF-8; save it in that encoding.");
    }
  }

  @Test
  void rejectsAFileThatIsTooLargeToBeAConfiguration() throws IOException {
    Path file = Files.writeString(directory.resolve("train.csv"), "5,".repeat(500_001));
    assertRejected(
        file,
        "Configuration file " + file + " is larger than 1 MB; name a YAML file with --config.");
  }

  private static void assertRejected(Path file, String message) {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(AppConfig.class, file, List.of()))
        .withMessage(message);
  }

  @Test
  void readsTheConfigurationInALargerFile() throws IOException {
    Path file = directory.resolve("larger.json");
    Files.writeString(file, "{\"seed\": 1,\n\"config\": {\"network\": {\"seed\": 7}}}");
    assertThat(
            ConfigLoader.loadMember(AppConfig.class, file, "config", List.of())
                .run()
                .network()
                .seed())
        .isEqualTo(7);
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ConfigLoader.loadMember(AppConfig.class, file, "seed", List.of()))
        .withMessageStartingWith(file + " has a problem:")
        .withMessageContaining("must be a section of keys and values, but is 1");
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(
            () -> ConfigLoader.loadMember(AppConfig.class, file, "configuration", List.of()))
        .withMessageContaining("has no configuration: no key configuration");
  }
}
