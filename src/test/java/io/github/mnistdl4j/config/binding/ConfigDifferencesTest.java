package io.github.mnistdl4j.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigDifferencesTest {
  private static List<String> differences(String... overrides) {
    AppConfig changed = ConfigLoader.parse(AppConfig.class, "", "test", List.of(overrides));
    return ConfigDifferences.between(AppConfig.defaults(), changed).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void findsNoneBetweenEquals() {
    assertThat(differences()).isEmpty();
  }

  @Test
  void namesEveryKeyAsTheFileDoes() {
    assertThat(
            differences(
                "network.seed=7",
                "network.layers.0.dropout=0.5",
                "training.batch-size=64",
                "training.optimizer.rho=0.5",
                "training.evaluate=end"))
        .containsExactly(
            "network.seed: was 1234, now 7",
            "network.layers[0].dropout: was 0.0, now 0.5",
            "training.batch-size: was 128, now 64",
            "training.optimizer.rho: was 0.9, now 0.5",
            "training.evaluate: was every-epoch, now end");
  }

  @Test
  void showsWholeValuesOfAnotherKind() {
    assertThat(differences("training.optimizer=sgd"))
        .singleElement()
        .asString()
        .startsWith("training.optimizer: was {name: rmsprop, ")
        .endsWith("now {name: sgd, learning-rate: 0.01}");
  }

  @Test
  void showsWhatIsNotSet() {
    assertThat(differences("training.max-time=90s", "data.directory=/data"))
        .containsExactly(
            "data.directory: was not set, now /data", "training.max-time: was not set, now 1m30s");
  }
}
