package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep tries.
 *
 * @param trials configurations at most; 0: all of a grid, or as many as the time allows
 * @param space the keys of the configuration that differ between trials, with their values
 * @param seed of the draws
 * @param seeds network seeds that each configuration is trained with, once each; it counts as good
 *     as their mean; empty: the configuration's own seed
 * @param parallel trials at once; 0: as many as there are cores
 * @param maxTime after which no trial begins any more
 */
public record SearchConfig(
    @Key(value = "How configurations are chosen.", byDefault = "random") SearchMethod method,
    @Key(
            value =
                "Configurations to try at most; 0: all of a grid, or as many as max-time allows, up to 1000.",
            byDefault = "0",
            min = 0,
            max = 100_000)
        int trials,
    @Key(
            value =
                "Keys such as training.optimizer.learning-rate, each with a list of values or a"
                    + " range: uniform, log-uniform or int-uniform, with min and max.",
            byDefault = "{}")
        Map<String, Domain> space,
    @Key(value = "What makes a trial the better one.", byDefault = "val-loss") Objective objective,
    @Key(value = "The draws derive from it.", byDefault = "1234", min = 0, max = 9007199254740991.0)
        long seed,
    @Key(
            value = "Network seeds that each configuration is trained with; the mean counts.",
            byDefault = "[]",
            min = 0,
            max = 9007199254740991.0)
        List<Long> seeds,
    @Key(value = "Trials at once; 0: as many as cores.", byDefault = "0", min = 0, max = 10_000)
        int parallel,
    @Key(value = "After so long no trial begins any more, as in 30m.", byDefault = "null")
        Optional<Duration> maxTime,
    @Key("When successive halving sorts out.") HalvingConfig halving)
    implements Validated {

  public SearchConfig {
    space = Collections.unmodifiableMap(new LinkedHashMap<>(space));
    seeds = List.copyOf(seeds);
  }

  @Override
  public void check(ProblemSink problems) {
    if (space.isEmpty()) {
      problems.add(
          "space",
          "has no keys: name what to search, such as training.optimizer.learning-rate: [0.001,"
              + " 0.0005]");
    }
    boolean endsByTime = method == SearchMethod.RANDOM && maxTime.isPresent();
    if (method != SearchMethod.GRID && trials == 0 && !endsByTime) {
      problems.add(
          "trials",
          "is missing: %s needs to know how many to try%s",
          YamlNames.of(method),
          method == SearchMethod.RANDOM ? ", or a max-time" : "");
    }
    space.forEach(
        (key, domain) -> {
          if (method == SearchMethod.GRID && domain.values().isEmpty()) {
            problems.add(
                "space." + key,
                "has no end of values: a grid needs lists or int-uniform, or use the method"
                    + " random");
          }
        });
    if (seeds.stream().distinct().count() < seeds.size()) {
      problems.add("seeds", "has a seed twice; keep one");
    }
  }
}
