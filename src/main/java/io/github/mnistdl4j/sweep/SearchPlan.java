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
import java.util.stream.Stream;

/**
 * The trials of a sweep: of each configuration one for each seed. They follow from the
 * configuration alone; more trials only add some.
 */
public record SearchPlan(SweepConfig config, List<Trial> trials) {
  /** Repeated draws in a row after which the space counts as exhausted. */
  private static final int MOST_REPEATED = 1000;

  /** Draws of a search that only its time ends. */
  private static final int MOST_DRAWS = 1000;

  private static final int MOST_COMBINATIONS = 100_000;

  /**
   * Plans a sweep.
   *
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if values do not go together
   * @throws SweepException if there are too many of them
   */
  public static SearchPlan of(SweepConfig config) {
    SearchConfig search = config.search();
    List<List<Setting>> candidates =
        search.method() == SearchMethod.GRID ? grid(search) : draws(search);
    List<List<Setting>> seeds =
        search.seeds().stream()
            .map(seed -> List.of(new Setting("network.seed", Long.toString(seed))))
            .toList();
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      List<Setting> settings = candidates.get(i);
      for (List<Setting> seed : seeds.isEmpty() ? List.of(List.<Setting>of()) : seeds) {
        List<Setting> seeded = Stream.concat(settings.stream(), seed.stream()).toList();
        AppConfig trial = config.with(plus(seeded, new Setting("training.evaluate", "never")));
        trials.add(new Trial("trial-%03d".formatted(trials.size() + 1), i + 1, settings, trial));
      }
    }
    return new SearchPlan(config, List.copyOf(trials));
  }

  private static List<Setting> plus(List<Setting> settings, Setting one) {
    return Stream.concat(settings.stream(), Stream.of(one)).toList();
  }

  private static List<List<Setting>> grid(SearchConfig search) {
    List<List<Setting>> grid = List.of(List.of());
    for (Map.Entry<String, Domain> key : search.space().entrySet()) {
      List<Setting> values =
          key.getValue().values().stream().map(value -> new Setting(key.getKey(), value)).toList();
      grid =
          grid.stream()
              .flatMap(before -> values.stream().map(value -> plus(before, value)))
              .limit(MOST_COMBINATIONS + 1L)
              .toList();
      if (grid.size() > MOST_COMBINATIONS) {
        throw new SweepException(
            "The grid of search.space has more than 100,000 combinations. Leave out values, or use the method random with a number of trials.");
      }
    }
    return search.trials() == 0 ? grid : grid.stream().limit(search.trials()).toList();
  }

  private static List<List<Setting>> draws(SearchConfig search) {
    int wanted = search.trials() == 0 ? MOST_DRAWS : search.trials();
    SplittableRandom random = new SplittableRandom(search.seed());
    Set<List<Setting>> draws = new LinkedHashSet<>();
    int repeated = 0;
    while (draws.size() < wanted && repeated < MOST_REPEATED) {
      List<Setting> draw =
          search.space().entrySet().stream()
              .map(key -> new Setting(key.getKey(), key.getValue().at(random.nextDouble())))
              .toList();
      repeated = draws.add(draw) ? 0 : repeated + 1;
    }
    return List.copyOf(draws);
  }
}
