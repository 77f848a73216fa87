package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.evaluation.RankStatistics;
import io.github.mnistdl4j.report.ParallelCoordinates.Tick;
import io.github.mnistdl4j.sweep.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Shows how a sweep's result depended on one searched key: a point per configuration, over the
 * key's values, at the height of its rank.
 *
 * @param measure Spearman's rank correlation, or for values without an order the share of the
 *     ranks' variance that they explain
 * @param meaning the measure in words
 * @param strength from 0 to 1, to order keys by
 * @param points the best one last, and so on top
 */
record ParameterEffect(
    String name,
    String key,
    String measure,
    String meaning,
    double strength,
    List<Spot> points,
    List<Tick> across,
    List<Tick> upright) {
  private static final double LEFT = 52;
  private static final double RIGHT = 250;
  private static final double TOP = 12;
  private static final double BOTTOM = 150;

  /** The points' distance from the frame. */
  private static final double INSET = 10;

  private static final int FEWEST = 3;
  private static final int MOST_TICKS = 4;

  /** Correlations nearer to 0 are called none. */
  private static final double WEAK = 0.2;

  /** A configuration. */
  record Spot(String x, String y, boolean best, String title) {}

  /** Returns an effect for each key that was searched, the strongest first; none of few trials. */
  static List<ParameterEffect> of(SweepConfig config, List<Candidate> ranking) {
    List<Candidate> drawn = ranking.stream().filter(ParallelCoordinates::hasValue).toList();
    if (drawn.size() < FEWEST) {
      return List.of();
    }
    RankScale scale = RankScale.of(config.search().objective(), drawn);
    Map<String, Domain> space = config.search().space();
    List<String> keys = List.copyOf(space.keySet());
    List<String> names = ParallelCoordinates.shortNames(keys);
    return IntStream.range(0, keys.size())
        .mapToObj(
            i ->
                of(
                    names.get(i),
                    keys.get(i),
                    Objects.requireNonNull(space.get(keys.get(i))),
                    drawn,
                    scale))
        .sorted(Comparator.comparingDouble(ParameterEffect::strength).reversed())
        .toList();
  }

  private static ParameterEffect of(
      String name, String key, Domain domain, List<Candidate> drawn, RankScale scale) {
    List<String> values = drawn.stream().map(each -> value(each, key)).toList();
    double[] places =
        drawn.stream().mapToDouble(each -> scale.place(each.value().orElseThrow())).toArray();
    boolean ordered = values.stream().allMatch(ParameterEffect::isNumber);
    double measure =
        ordered
            ? RankStatistics.correlation(
                values.stream().mapToDouble(Double::parseDouble).toArray(), places)
            : RankStatistics.explained(values, places);
    return new ParameterEffect(
        name,
        key,
        String.format(Locale.ROOT, ordered ? "ρ = %+.2f" : "η² = %.2f", measure).replace('-', '−'),
        ordered ? trend(measure) : "share of the differences in rank",
        ordered ? measure * measure : measure,
        points(domain, values, drawn, places),
        scale.marks().stream()
            .map(mark -> new Tick(y(scale.place(mark)), Numbers.decimal(mark)))
            .toList(),
        ticks(domain));
  }

  private static String value(Candidate candidate, String key) {
    return candidate.settings().stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::value)
        .findFirst()
        .orElse("");
  }

  private static boolean isNumber(String value) {
    return value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }

  private static String trend(double correlation) {
    if (Math.abs(correlation) < WEAK) {
      return "no trend up or down";
    }
    return correlation > 0 ? "larger values did better" : "smaller values did better";
  }

  private static List<Spot> points(
      Domain domain, List<String> values, List<Candidate> drawn, double[] places) {
    List<Spot> points = new ArrayList<>();
    for (int i = drawn.size() - 1; i >= 0; i--) {
      String title =
          "%s: %s; %s"
              .formatted(
                  drawn.get(i).trials().get(0).trial().name(),
                  Numbers.decimal(drawn.get(i).value().orElseThrow()),
                  values.get(i));
      points.add(new Spot(x(domain.place(values.get(i))), y(places[i]), i == 0, title));
    }
    return points;
  }

  private static List<Tick> ticks(Domain domain) {
    List<String> all = domain.values();
    List<String> shown =
        all.size() > 0 && all.size() <= MOST_TICKS
            ? all
            : DoubleStream.of(0, 0.5, Math.nextDown(1.0)).mapToObj(domain::at).distinct().toList();
    return shown.stream()
        .map(value -> new Tick(x(domain.place(value)), ParallelCoordinates.shortened(value)))
        .toList();
  }

  private static String x(double place) {
    return coordinate(LEFT + INSET + place * (RIGHT - LEFT - 2 * INSET));
  }

  private static String y(double place) {
    return coordinate(BOTTOM - INSET - place * (BOTTOM - TOP - 2 * INSET));
  }
}
