package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.ConfigSchema;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.config.binding.Validated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What a sweep is made from: a configuration, and what to search. */
public record SweepConfig(
    @Key("Which images to learn from, and where they are.") DataConfig data,
    @Key("The network's layers and how their weights start.") NetworkConfig network,
    @Key("How the network is trained.") TrainingConfig training,
    @Key("How the machine is used.") RuntimeConfig runtime,
    @Key("How serve answers requests, and what it puts up with.") ServingConfig serving,
    @Key("How a cluster of Apache Spark trains.") SparkConfig spark,
    @Key("What to search and how.") SearchConfig search)
    implements Validated {

  private static final Pattern SEARCHED = Pattern.compile("(network|training)[.\\[].*");

  /** What trials are compared by, or what changes nothing that is learned. */
  private static final Pattern FIXED =
      Pattern.compile("training\\.(validation-split|evaluate|checkpoint|max-time|engine)\\b.*");

  /** Returns the JSON Schema of a sweep's YAML file, ending in a newline. */
  public static String jsonSchema() {
    return ConfigSchema.json("mnist-dl4j sweep", SweepConfig.class);
  }

  /** The configuration without the search. */
  public RunConfig base() {
    return new RunConfig(data, network, training, runtime, serving, spark);
  }

  /**
   * The configuration with other values.
   *
   * @throws InvalidConfigException if they do not go together
   */
  public RunConfig with(List<Setting> settings) {
    List<String> overrides =
        settings.stream()
            .sorted(Comparator.comparingInt(setting -> setting.key().split("[.\\[]").length))
            .map(Setting::override) // a section before what is in it
            .toList();
    return ConfigLoader.parse(ConfigWriter.write(base()), "configuration", overrides);
  }

  @Override
  public void check(ProblemSink problems) {
    base().check(problems);
    if (training.validationSplit() == 0) {
      problems.add(
          "training.validation-split",
          "is 0, but trials are compared by images held out from training: set it, such as to 0.1");
    }
    List<String> before = problemsWith(List.of());
    search.space().forEach((key, domain) -> checkKey(problems, key, domain, before));
  }

  private void checkKey(ProblemSink problems, String key, Domain domain, List<String> before) {
    String path = "search.space." + key;
    if (!SEARCHED.matcher(key).matches()) {
      problems.add(path, "cannot be searched; keys of network and training can");
    } else if (FIXED.matcher(key).matches()) {
      problems.add(path, "cannot be searched: it must be the same for all trials; set it above");
    } else if (key.equals("training.epochs") && search.method() == SearchMethod.HALVING) {
      problems.add(path, "cannot be searched by halving, which itself decides how long to train");
    } else if (key.equals("network.seed") && !search.seeds().isEmpty()) {
      problems.add(path, "cannot be searched beside search.seeds; keep one");
    } else {
      probes(domain).stream()
          .flatMap(value -> problemsWith(List.of(new Setting(key, value))).stream())
          .filter(problem -> !before.contains(problem))
          .distinct()
          .forEach(problem -> problems.report(path, problem));
    }
  }

  /** All values of a list, the ends of a range. */
  private static List<String> probes(Domain domain) {
    return domain instanceof Domain.Interval
        ? List.of(domain.at(0), domain.at(Math.nextDown(1.0)))
        : domain.values();
  }

  private List<String> problemsWith(List<Setting> settings) {
    try {
      RunConfig unused = with(settings);
      return List.of();
    } catch (InvalidConfigException e) {
      List<String> problems = new ArrayList<>();
      for (String problem : e.problems()) {
        problems.add(problem.replaceFirst("^(--set .*?|line \\d+): (?=\\w)", ""));
      }
      return problems;
    }
  }
}
