package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigSchema;
import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.Keys;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.config.binding.Validated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a sweep is made from: a configuration, and what to search.
 *
 * @param base its sections stand beside {@code search}
 */
public record SweepConfig(AppConfig base, @Key("What to search and how.") SearchConfig search)
    implements Validated {

  private static final String EPOCHS = "training.epochs";
  private static final Keys SEARCHABLE = Keys.affecting(RunConfig.class, Affects.RESULT);

  /** Returns the sweep for images of so many classes; see {@link AppConfig#forClasses}. */
  public SweepConfig forClasses(int classes) {
    return Records.with(this, "base", base.forClasses(classes));
  }

  /** Returns the JSON Schema of a sweep's YAML file, ending in a newline. */
  public static String jsonSchema() {
    return ConfigSchema.json("mnist-dl4j sweep", SweepConfig.class);
  }

  /** Returns what each trial is trained from, but for what is searched. */
  public RunConfig run() {
    return base.run();
  }

  /**
   * Returns the base with other values.
   *
   * @throws InvalidConfigException if they do not go together
   */
  public AppConfig with(List<Setting> settings) {
    List<String> overrides =
        settings.stream()
            .sorted(Comparator.comparingInt(setting -> setting.key().split("[.\\[]").length))
            .map(Setting::toString) // a section before what is in it
            .toList();
    return ConfigLoader.with(base, overrides);
  }

  /**
   * Returns the epochs after which trials are compared, in increasing order, the last that of a
   * whole training; without halving only it.
   */
  public List<Integer> rungs() {
    int last = run().training().epochs();
    List<Integer> rungs = new ArrayList<>();
    long first = search.method() == SearchMethod.HALVING ? search.halving().minEpochs() : last;
    for (long epochs = first; epochs < last; epochs *= search.halving().reductionFactor()) {
      rungs.add((int) epochs);
    }
    rungs.add(last);
    return rungs;
  }

  @Override
  public void check(ProblemSink problems) {
    if (run().training().validationSplit() == 0) {
      problems.add(
          "training.validation-split",
          "is 0, but trials are compared by images held out from training: set it, such as to 0.1");
    }
    List<String> before = problemsWith(List.of());
    search.space().forEach((key, domain) -> checkKey(problems, key, domain, before));
  }

  private void checkKey(ProblemSink problems, String key, Domain domain, List<String> before) {
    String path = "search.space." + key;
    if (!SEARCHABLE.contain(key) && !key.equals(EPOCHS)) {
      problems.add(path, "cannot be searched; these can: %s, %s", EPOCHS, SEARCHABLE);
    } else if (key.equals(EPOCHS) && search.method() == SearchMethod.HALVING) {
      problems.add(path, "cannot be searched by halving, which itself decides how long to train");
    } else if (key.equals("network.seed") && !search.seeds().isEmpty()) {
      problems.add(path, "cannot be searched together with search.seeds; keep one");
    } else {
      probes(domain).stream()
          .flatMap(value -> problemsWith(List.of(new Setting(key, value))).stream())
          .filter(problem -> !before.contains(problem))
          .distinct()
          .forEach(problem -> problems.add(path, "%s", problem));
    }
  }

  /** Returns all values of a list, or the ends of a range. */
  private static List<String> probes(Domain domain) {
    return domain instanceof Domain.Interval
        ? List.of(domain.at(0), domain.at(Math.nextDown(1.0)))
        : domain.values();
  }

  private List<String> problemsWith(List<Setting> settings) {
    try {
      AppConfig unused = with(settings);
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems().stream()
          .map(problem -> problem.replaceFirst("^(--set .*?|line \\d+): (?=\\w)", ""))
          .toList();
    }
  }
}
