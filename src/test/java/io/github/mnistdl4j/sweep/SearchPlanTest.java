package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.binding.Setting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPlanTest {
  private static final String TWO_LISTS =
      "search.space={training.batch-size: [32, 64], \"network.layers[0].units\": [4, 5, 6]}";

  @TempDir private Path folder;

  private List<Trial> plan(String... overrides) {
    return SearchPlan.of(SmallSweep.config(folder, overrides)).trials();
  }

  private List<String> settings(String... overrides) {
    return plan(overrides).stream()
        .map(trial -> String.join(" ", trial.settings().stream().map(Setting::value).toList()))
        .toList();
  }

  @Test
  void aGridHasEveryCombination() {
    assertThat(settings("search.method=grid", "search.trials=0", TWO_LISTS))
        .containsExactly("32 4", "32 5", "32 6", "64 4", "64 5", "64 6");
  }

  @Test
  void aGridEndsWithItsBudget() {
    assertThat(settings("search.method=grid", "search.trials=2", TWO_LISTS))
        .containsExactly("32 4", "32 5");
  }

  @Test
  void moreDrawsOnlyAddSome() {
    List<String> ten = settings("search.trials=10");
    assertThat(ten).doesNotHaveDuplicates().hasSize(10);
    assertThat(settings("search.trials=4")).isEqualTo(ten.subList(0, 4));
    assertThat(settings("search.trials=10", "search.seed=5")).doesNotContainAnyElementsOf(ten);
  }

  @Test
  void drawsEachKeyOnItsOwn() {
    String range = "{name: uniform, min: 0, max: 0.5}";
    List<Trial> trials =
        plan(
            "search.trials=20",
            "search.space={'network.layers[0].dropout': %s, 'network.layers[0].l2': %s}"
                .formatted(range, range));

    assertThat(
            trials.stream()
                .flatMap(trial -> trial.settings().stream().map(Setting::value))
                .distinct())
        .hasSize(40);
  }

  @Test
  void drawsMoreThanTimeAllowsWhereOnlyThatEndsTheSearch() {
    assertThat(plan("search.trials=0", "search.max-time=1h")).hasSize(1000);
  }

  @Test
  void drawsNothingTwice() {
    assertThat(settings("search.trials=50", TWO_LISTS)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void trainsEachConfigurationWithEachSeed() {
    List<Trial> trials = plan("search.trials=2", "search.seeds=[7, 8, 9]");
    assertThat(trials).extracting(Trial::candidate).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(trials)
        .extracting(trial -> trial.config().run().network().seed())
        .containsExactly(7L, 8L, 9L, 7L, 8L, 9L);
    assertThat(trials).extracting(Trial::name).endsWith("trial-006");
  }

  @Test
  void leavesTheTestSetAlone() {
    assertThat(plan("training.evaluate=every-epoch"))
        .isNotEmpty()
        .allMatch(trial -> trial.config().run().training().evaluate() == Evaluate.NEVER);
  }
}
