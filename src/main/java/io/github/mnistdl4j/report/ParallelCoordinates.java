package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.config.binding.Setting.shortName;
import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.sweep.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Draws every configuration of a sweep as a line across one axis per searched key and one for the
 * objective, in the coordinates of {@code sweep.html} (Inselberg 1985).
 *
 * @param description what is drawn, for readers who cannot see it
 * @param lines the best last, and so on top
 * @param failed those without a value, beneath the others; they end before the last axis
 */
record ParallelCoordinates(
    String width,
    String description,
    List<Upright> axes,
    List<TrialLine> lines,
    List<TrialLine> failed) {
  private static final double LEFT = 70;
  private static final double APART = 130;
  private static final double TOP = 46;
  private static final double BOTTOM = 290;

  /** Number of shades that can be told apart. */
  private static final int SHADES = 5;

  private static final int MOST = 1000;
  private static final int MOST_TICKS = 12;
  private static final int LONGEST_VALUE = 17;
  private static final int LONGEST_NAME = 18;

  /** An axis; the name is short, the title is the whole key. */
  record Upright(String x, String name, String title, List<Tick> ticks) {}

  record Tick(String y, String text) {}

  /** A configuration; shade 0 is the best, {@link #SHADES} the worst. */
  record TrialLine(String path, String shade, String title) {}

  /** Draws the configurations; empty if none has a value. */
  static Optional<ParallelCoordinates> of(SweepConfig config, List<Candidate> ranking) {
    List<Candidate> drawn =
        ranking.stream().filter(ParallelCoordinates::hasValue).limit(MOST).toList();
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    RankScale scale = RankScale.of(config.search().objective(), drawn);
    Map<String, Domain> space = config.search().space();
    List<Upright> axes = new ArrayList<>();
    List<String> names = shortNames(space.keySet());
    space.forEach((key, domain) -> axes.add(axis(axes.size(), names, key, domain)));
    axes.add(axis(space.size(), YamlNames.of(config.search().objective()), scale));
    List<TrialLine> lines = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      lines.add(line(drawn.get(i), space, scale, i == 0 ? 0 : 1 + (SHADES * i - 1) / drawn.size()));
    }
    Collections.reverse(lines);
    double width = x(space.size()) + LEFT;
    List<TrialLine> failed =
        ranking.stream()
            .filter(each -> !hasValue(each))
            .limit(MOST - drawn.size())
            .map(each -> failed(each, space))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(failed);
    return Optional.of(
        new ParallelCoordinates(coordinate(width), description(drawn), axes, lines, failed));
  }

  /** Returns whether a configuration has a finite result. */
  static boolean hasValue(Candidate candidate) {
    return Double.isFinite(candidate.value().orElse(Double.NaN));
  }

  private static Upright axis(int index, String name, RankScale scale) {
    List<Tick> ticks =
        scale.marks().stream()
            .map(mark -> new Tick(y(scale.place(mark)), Numbers.decimal(mark)))
            .toList();
    return new Upright(coordinate(x(index)), name, name, ticks);
  }

  private static Upright axis(int index, List<String> names, String key, Domain domain) {
    List<Tick> ticks =
        domain instanceof Domain.Choice && domain.values().size() <= MOST_TICKS
            ? domain.values().stream().map(value -> tick(domain, value)).toList()
            : List.of(0.0, 0.5, Math.nextDown(1.0)).stream()
                .map(domain::at)
                .distinct()
                .map(value -> tick(domain, value))
                .toList();
    return new Upright(coordinate(x(index)), onAxis(names.get(index)), key, ticks);
  }

  /** Returns keys without their sections, but whole where two would be the same. */
  static List<String> shortNames(Collection<String> keys) {
    List<String> names = keys.stream().map(Setting::shortName).toList();
    return keys.stream()
        .map(key -> Collections.frequency(names, shortName(key)) > 1 ? key : shortName(key))
        .toList();
  }

  /** Cuts a name to the room above an axis, keeping its end, which tells keys apart. */
  private static String onAxis(String name) {
    int more = name.length() - LONGEST_NAME;
    return more > 0 ? "…" + name.substring(more + 1) : name;
  }

  private static Tick tick(Domain domain, String value) {
    return new Tick(
        y(domain.place(value)), shortened(value.replaceFirst("^\\{name: (.*)}$", "$1")));
  }

  /** Cuts a value to the room beside an axis. */
  static String shortened(String text) {
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE - 1) + "…" : text;
  }

  private static TrialLine line(
      Candidate candidate, Map<String, Domain> space, RankScale scale, int shade) {
    List<String> points = points(candidate, space);
    double value = candidate.value().orElseThrow();
    points.add(point(points.size(), scale.place(value)));
    return line(points, Integer.toString(shade), candidate, Numbers.decimal(value));
  }

  /** Draws a line that ends a third of the way from the last key to the objective. */
  private static TrialLine failed(Candidate candidate, Map<String, Domain> space) {
    List<String> points = points(candidate, space);
    String last = points.get(points.size() - 1);
    String x = coordinate(x(points.size() - 1) + APART / 3);
    points.add(x + last.substring(last.indexOf(',')));
    String why =
        candidate.trials().stream()
            .filter(trial -> trial.validation().isEmpty())
            .findFirst()
            .map(trial -> trial.problem().orElse(YamlNames.of(trial.status()).replace('-', ' ')))
            .orElse("not a number");
    return line(points, "none", candidate, why);
  }

  private static List<String> points(Candidate candidate, Map<String, Domain> space) {
    List<String> points = new ArrayList<>();
    for (Setting setting : candidate.settings()) {
      Optional.ofNullable(space.get(setting.key()))
          .ifPresent(domain -> points.add(point(points.size(), domain.place(setting.value()))));
    }
    return points;
  }

  private static TrialLine line(
      List<String> points, String shade, Candidate candidate, String result) {
    return new TrialLine(
        "M" + String.join("L", points),
        shade,
        "%s: %s; %s"
            .formatted(candidate.trials().get(0).trial().name(), result, settings(candidate)));
  }

  private static String description(List<Candidate> drawn) {
    OptionalDouble best = drawn.get(0).value();
    return "%d configurations; the best has %s with %s."
        .formatted(drawn.size(), Numbers.decimal(best.orElseThrow()), settings(drawn.get(0)));
  }

  private static String settings(Candidate candidate) {
    return candidate.settings().stream().map(Setting::toString).collect(Collectors.joining(", "));
  }

  private static String point(int axis, double place) {
    return coordinate(x(axis)) + "," + y(place);
  }

  private static double x(int axis) {
    return LEFT + axis * APART;
  }

  private static String y(double place) {
    return coordinate(BOTTOM - place * (BOTTOM - TOP));
  }
}
