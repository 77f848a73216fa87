package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
  @Test
  void isTheShippedFile() throws IOException {
    assertThat(Files.readString(Path.of("config/mnist.schema.json")))
        .as("regenerate it: mnist-dl4j config schema > config/mnist.schema.json")
        .isEqualTo(AppConfig.jsonSchema());
    assertThat(Files.readString(Path.of("config/sweep.schema.json")))
        .as("regenerate it: mnist-dl4j config schema --sweep > config/sweep.schema.json")
        .isEqualTo(SweepConfig.jsonSchema());
  }

  static Stream<InvalidYaml> rejected() {
    return InvalidYaml.table(
        RunConfigTest.REJECTED,
        DataConfigTest.REJECTED,
        NetworkConfigTest.REJECTED,
        LayerConfigTest.REJECTED,
        TrainingConfigTest.REJECTED,
        OptimizerTest.REJECTED,
        RuntimeConfigTest.REJECTED,
        ServingConfigTest.REJECTED,
        SparkConfigTest.REJECTED);
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void rejectsWhatTheLoaderRejects(InvalidYaml mistake) {
    assertThat(SchemaCheck.problems(mistake.yaml())).isNotEmpty();
  }

  static Stream<InvalidYaml> rejectedByTheLoaderOnly() {
    return InvalidYaml.table(
        RunConfigTest.REJECTED_BY_THE_LOADER_ONLY,
        DataConfigTest.REJECTED_BY_THE_LOADER_ONLY,
        NetworkConfigTest.REJECTED_BY_THE_LOADER_ONLY,
        LayerConfigTest.REJECTED_BY_THE_LOADER_ONLY,
        TrainingConfigTest.REJECTED_BY_THE_LOADER_ONLY,
        OptimizerTest.REJECTED_BY_THE_LOADER_ONLY,
        ServingConfigTest.REJECTED_BY_THE_LOADER_ONLY);
  }

  @ParameterizedTest
  @MethodSource("rejectedByTheLoaderOnly")
  void cannotSayEverything(InvalidYaml mistake) {
    assertThat(SchemaCheck.problems(mistake.yaml())).isEmpty();
  }

  static Stream<AppConfig> configs() {
    return ConfigWriterTest.configs();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void acceptsWhatTheWriterWrites(AppConfig config) {
    assertThat(SchemaCheck.problems(ConfigWriter.write(config))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "data:\nnetwork:\ntraining:",
        "training: {optimizer: momentum, validation-split: .001, epochs: +007}",
        "training: {optimizer: {name: momentum, learning-rate: 1e-3}}",
        "data: {directory: null}",
        "data: {dataset: 'idx', directory: '2026'}",
        "network: {layers: [&a {units: 10, activation: softmax}, *a]}",
      })
  void acceptsWhatTheLoaderAccepts(String yaml) {
    assertThat(ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of())).isNotNull();
    assertThat(SchemaCheck.problems(yaml)).isEmpty();
  }

  static List<NumericKey> numericKeys() {
    return NumericKey.in(JsonParser.parseString(AppConfig.jsonSchema()).getAsJsonObject());
  }

  @Test
  void hasEveryNumericKey() {
    assertThat(numericKeys()).hasSize(79);
  }

  @ParameterizedTest
  @MethodSource("numericKeys")
  void hasTheLoadersRanges(NumericKey key) {
    JsonObject schema = key.schema();
    BigDecimal step = new BigDecimal(NumericKey.type(schema).equals("integer") ? "1" : "1e-9");
    BigDecimal lowest = limit(schema, "minimum", "exclusiveMinimum", step);
    BigDecimal highest = limit(schema, "maximum", "exclusiveMaximum", step.negate());
    for (BigDecimal inside : List.of(lowest, highest)) {
      assertThat(SchemaCheck.problems(key.document(inside))).isEmpty();
      assertThat(ConfigLoader.parse(AppConfig.class, key.document(inside), "my.yaml", List.of()))
          .isNotNull();
    }
    for (BigDecimal outside : List.of(lowest.subtract(step), highest.add(step))) {
      assertThat(SchemaCheck.problems(key.document(outside))).isNotEmpty();
      assertThatThrownBy(
              () ->
                  ConfigLoader.parse(AppConfig.class, key.document(outside), "my.yaml", List.of()))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining(key.path() + ": must be a ");
    }
  }

  /** The outermost allowed number at one end. */
  private static BigDecimal limit(
      JsonObject schema, String inclusive, String exclusive, BigDecimal inwards) {
    assertThat(schema.has(inclusive)).as(inclusive).isNotEqualTo(schema.has(exclusive));
    return schema.has(inclusive)
        ? schema.get(inclusive).getAsBigDecimal()
        : schema.get(exclusive).getAsBigDecimal().add(inwards);
  }
}
