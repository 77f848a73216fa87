package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.fuzz.CpuLimit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts below the limit of a file's size whose meaning, or whose error, would be far larger. */
@ExtendWith(CpuLimit.class)
class OversizedConfigTest {
  private static final String LAYERS = "data: &s %s\nnetwork:\n  layers:\n%s";
  private static final String LONG_TEXT = "\"" + "x".repeat(400_000) + "\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  - {*s : 1}\n",
        "  - {activation: *s}\n",
        "  - {dropout: *s}\n",
        "  - {units: *s}\n"
      })
  void survivesAliasesOfALongText(String layer) {
    String yaml = LAYERS.formatted(LONG_TEXT, layer.repeat(10_000));
    rejected(yaml).hasSizeLessThan(50_000);
  }

  @Test
  void survivesAliasesOfALongNumber() {
    rejected(LAYERS.formatted("1".repeat(400_000), "  - {dropout: *s}\n".repeat(10_000)))
        .contains("dropout: must be a number ");
  }

  @Test
  void survivesAliasesOfManyKeys() {
    String keys =
        IntStream.range(0, 80_000).mapToObj("a%d: 1"::formatted).collect(Collectors.joining(","));
    rejected(LAYERS.formatted("{" + keys + "}", "  - *s\n".repeat(49)))
        .contains("network.layers[0]: has 80000 keys, but no section has more than 100");
  }

  @Test
  void saysHowManyProblemsItLeavesOut() {
    String yaml = "network:\n  layers:\n" + "  - {units: 0}\n".repeat(120);
    rejected(yaml)
        .startsWith("my.yaml has 120 problems:")
        .contains("line 102: network.layers[99].units: ")
        .doesNotContain("layers[100]")
        .endsWith("  and 20 more");
  }

  @Test
  void shortensLongNamesOfKeysAndAnchors() {
    rejected("? " + LONG_TEXT + "\n: 1").contains("x".repeat(60) + "…: unknown key");
    rejected("data: *" + "x".repeat(400_000)).hasSizeLessThan(500);
  }

  @Test
  void keepsControlCharactersOfAnOverrideOffTheTerminal() {
    assertThatThrownBy(
            () -> ConfigLoader.parse(AppConfig.class, "", "my.yaml", List.of("\u001b[2J.=1")))
        .hasMessageStartingWith("--set  [2J.=1 has a problem:");
  }

  private static AbstractStringAssert<?> rejected(String yaml) {
    assertThat(yaml).hasSizeLessThan(1_000_000);
    return assertThatThrownBy(() -> ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of()))
        .isInstanceOf(InvalidConfigException.class)
        .message();
  }
}
