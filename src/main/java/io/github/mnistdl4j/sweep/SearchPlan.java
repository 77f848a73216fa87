package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.SearchConfig;
import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The trials of a sweep. They follow from its configuration alone; more trials only add some. */
public final class SearchPlan {
  /** Repeated draws in a row after which the space counts as exhausted. */
  private static final int MOST_REPEATED = 1000;

  /** Draws of a search that only its time ends. */
  private static final int MOST_DRAWS = 1000;

  private final SweepConfig config;
  private final SearchConfig search;
  private final List<Trial> trials;

  private SearchPlan(SweepConfig config) {
    this.config = config;
    this.search = config.search();
    this.trials = trials(search.method() == SearchMethod.GRID ? grid() : draws());
  }

  /**
   * Plans a sweep: a trial of each configuration for each seed.
   *
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if values do not go together
   * @throws SweepException if there are too many of them
   */
  public static SearchPlan of(SweepConfig config) {
    return new SearchPlan(config);
  }

  /** Returns what it follows from. */
  public SweepConfig config() {
    return config;
  }

  List<Trial> trials() {
    return trials;
  }

  private List<Trial> trials(List<List<Setting>> candidates) {
    List<List<Setting>> seeds =
        search.seeds().isEmpty()
            ? List.of(List.of())
            : search.seeds().stream()
                .map(seed -> List.of(new Setting("network.seed", Long.toString(seed))))
                .toList();
    List<Trial> all = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      for (List<Setting> seed : seeds) {
        String name = "trial-%03d".formatted(all.size() + 1);
        all.add(new Trial(name, i + 1, candidates.get(i), config(candidates.get(i), seed)));
      }
    }
    return all;
  }

  /** Returns a trial's configuration, which leaves the test set alone. */
  private AppConfig config(List<Setting> settings, List<Setting> seed) {
    List<Setting> all = new ArrayList<>(settings);
    all.addAll(seed);
    all.add(new Setting("training.evaluate", "never"));
    return config.with(all);
  }

  private List<List<Setting>> grid() {
    int most = search.trials() == 0 ? Integer.MAX_VALUE : search.trials();
    List<List<Setting>> combinations = List.of(List.of());
    for (Map.Entry<String, Domain> key : search.space().entrySet()) {
      List<List<Setting>> longer = new ArrayList<>();
      for (List<Setting> before : combinations) {
        for (String value : key.getValue().values()) {
          List<Setting> combination = new ArrayList<>(before);
          combination.add(new Setting(key.getKey(), value));
          longer.add(combination);
        }
      }
      combinations = longer;
      requireBounded(combinations.size());
    }
    return combinations.subList(0, Math.min(most, combinations.size()));
  }

  private static void requireBounded(int combinations) {
    if (combinations > 100_000) {
      throw new SweepException(
          "The grid of search.space has more than 100,000 combinations. Leave out values, or use the method random with a number of trials.");
    }
  }

  private List<List<Setting>> draws() {
    int wanted = search.trials() == 0 ? MOST_DRAWS : search.trials();
    SplittableRandom random = new SplittableRandom(search.seed());
    Set<List<Setting>> draws = new LinkedHashSet<>();
    int repeated = 0;
    while (draws.size() < wanted && repeated < MOST_REPEATED) {
      repeated = draws.add(draw(random)) ? 0 : repeated + 1;
    }
    return List.copyOf(draws);
  }

  private List<Setting> draw(SplittableRandom random) {
    List<Setting> settings = new ArrayList<>();
    search
        .space()
        .forEach((key, domain) -> settings.add(new Setting(key, domain.at(random.nextDouble()))));
    return settings;
  }
}
