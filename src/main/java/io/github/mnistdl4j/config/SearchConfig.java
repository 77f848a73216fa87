package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.NetworkConfig.SEEDS;
import static io.github.mnistdl4j.config.binding.Affects.NOTHING;

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

/** What a sweep tries, and how. */
public record SearchConfig(
    @Key(value = "How configurations are chosen.", byDefault = "random") SearchMethod method,
    @Key(
            value = "Most configurations; 0: all of a grid, or up to 1000 as max-time allows.",
            byDefault = "0",
            in = "[0, 1e5]",
            affects = NOTHING)
        int trials,
    @Key(
            value =
                "Keys such as training.optimizer.learning-rate, each with a list of values or a"
                    + " range: uniform, log-uniform or int-uniform, with min and max.",
            byDefault = "{}")
        Map<String, Domain> space,
    @Key(value = "What trials are ranked by.", byDefault = "val-loss") Objective objective,
    @Key(value = "Seed of the random draws.", byDefault = "1234", in = SEEDS) long seed,
    @Key(value = "Network seeds to train each with; the mean counts.", byDefault = "[]", in = SEEDS)
        List<Long> seeds,
    @Key(
            value = "Trials at once; 0: one per core.",
            byDefault = "0",
            in = "[0, 1e4]",
            affects = NOTHING)
        int parallel,
    @Key(value = "No trial starts after this, as in 30m.", byDefault = "null", affects = NOTHING)
        Optional<Duration> maxTime,
    @Key("When successive halving drops the weaker trials.") HalvingConfig halving)
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
          "is empty: name what to search, such as training.optimizer.learning-rate: [0.001, 0.0005]");
    }
    boolean endsByTime = method == SearchMethod.RANDOM && maxTime.isPresent();
    if (method != SearchMethod.GRID && trials == 0 && !endsByTime) {
      problems.add(
          "trials",
          "is missing: %s search needs to know how many to try%s",
          YamlNames.of(method),
          method == SearchMethod.RANDOM ? ", or a max-time" : "");
    }
    space.forEach(
        (key, domain) -> {
          if (method == SearchMethod.GRID && domain.values().isEmpty()) {
            problems.add("space." + key, "is continuous; grid search needs a list or int-uniform");
          }
        });
    if (seeds.stream().distinct().count() < seeds.size()) {
      problems.add("seeds", "lists a seed twice; keep one");
    }
  }
}
