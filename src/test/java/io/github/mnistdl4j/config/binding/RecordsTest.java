package io.github.mnistdl4j.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.RunConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  @Test
  void replacesOneValueAndLeavesTheOthers() {
    RunConfig changed = Records.with(RunConfig.defaults(), "training.checkpoint.keepLast", 5);
    assertThat(changed)
        .isEqualTo(
            ConfigLoader.parse(
                RunConfig.class, "", "test", List.of("training.checkpoint.keep-last=5")));
  }

  @Test
  void replacesSeveralValues() {
    assertThat(
            Records.with(
                AppConfig.defaults(), Map.of("run.network.seed", 7L, "serving.maxBatch", 3)))
        .isEqualTo(
            ConfigLoader.parse(
                AppConfig.class, "", "test", List.of("network.seed=7", "serving.max-batch=3")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "epochs",
        "training.epoch",
        "training.",
        "training.epochs.x",
        "training.batch-size"
      })
  void refusesANameThatIsNone(String name) {
    assertThatThrownBy(() -> Records.with(RunConfig.defaults(), name, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("\\w+Config has no component \\S*");
  }

  @Test
  void refusesAValueOfAnotherType() {
    assertThatThrownBy(() -> Records.with(RunConfig.defaults(), "training.epochs", "7"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
