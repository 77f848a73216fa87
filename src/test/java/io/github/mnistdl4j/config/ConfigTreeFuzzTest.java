package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.fuzz.Survival;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The configuration's reader, given YAML of any structure and size. */
class ConfigTreeFuzzTest {
  /** As many characters as a file may have. */
  private static final int LARGEST = 1_000_000;

  private static final Arbitrary<String> KEYS =
      Arbitraries.of(
          "data, network, training, runtime, layers, units, activation, optimizer, name, dropout"
              .split(", "));
  private static final Arbitrary<String> PIECES = Arbitraries.of(ConfigFuzzTest.PIECES);

  @Provide
  Arbitrary<String> trees() {
    Arbitrary<String> leaves =
        Arbitraries.oneOf(
            KEYS,
            PIECES,
            Arbitraries.strings().ofMaxLength(20),
            Arbitraries.integers().map(String::valueOf));
    return Arbitraries.recursive(() -> leaves, ConfigTreeFuzzTest::branch, 0, 4);
  }

  private static Arbitrary<String> branch(Arbitrary<String> inner) {
    Arbitrary<String> entry =
        Combinators.combine(KEYS, Arbitraries.oneOf(Arbitraries.just(""), PIECES), inner)
            .as((key, piece, value) -> key + ": " + piece + value);
    return Arbitraries.oneOf(
        entry.list().ofMaxSize(3).map(entries -> "{" + String.join(", ", entries) + "}"),
        entry.list().ofMaxSize(3).map(entries -> "\n" + String.join("\n", entries)),
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]"),
        inner.list().ofMaxSize(3).map(items -> "\n- " + String.join("\n- ", items)),
        inner.map(value -> "&a " + value),
        inner.map(value -> value.indent(2)));
  }

  @Property
  void acceptsOrRejectsAnyTree(@ForAll("trees") String yaml) {
    assertSurvives(yaml);
  }

  @Provide
  Arbitrary<String> openers() {
    return Arbitraries.oneOf(
            PIECES, Arbitraries.of("{a: ", "[a: ", "? - ", "{? ", "&a [", "!x [", "a:\n- "))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void survivesTheSameThingOverAndOver(
      @ForAll("openers") String opener, @ForAll @IntRange(min = 1, max = LARGEST) int length) {
    assertSurvives(opener.repeat(length / Math.max(1, opener.length())));
  }

  @Provide
  Arbitrary<String> users() {
    return Arbitraries.of(
        "- *s\n  ",
        "- {*s : 1}\n  ",
        "- {? *s : 1}\n  ",
        "- {units: *s}\n  ",
        "- {activation: *s}\n  ",
        "- {dropout: *s}\n  ",
        "- {l2: *s}\n  ");
  }

  @Provide
  Arbitrary<String> anchored() {
    return Combinators.combine(
            Arbitraries.of("x", "1", "1.", "-", "e9", " ", "\u001b", "1e", "a: 1, ", "[],"),
            Arbitraries.integers().between(1, LARGEST / 2),
            Arbitraries.of("\"%s\"", "{? \"%s\" : 1}", "{%s}", "[%s]", "%s"))
        .as((unit, length, form) -> form.formatted(unit.repeat(length / unit.length())));
  }

  /** An alias makes a large value out of three characters. */
  @Property
  void survivesAliasesOfAnything(
      @ForAll("anchored") String value,
      @ForAll("users") String user,
      @ForAll @IntRange(min = 0, max = LARGEST / 2) int length) {
    assertSurvives(
        "data: &s %s\nnetwork:\n  layers:\n  %s"
            .formatted(value, user.repeat(length / user.length())));
  }

  @Property
  void acceptsOrRejectsAnyOverride(@ForAll("overrides") String override) {
    Survival.accepts(() -> ConfigLoader.parse(AppConfig.class, "", "my.yaml", List.of(override)));
  }

  @Provide
  Arbitrary<String> overrides() {
    Arbitrary<String> step =
        Arbitraries.oneOf(KEYS, Arbitraries.of("layers[0]", "[9]", "0", "", " "), PIECES);
    Arbitrary<Integer> times = Arbitraries.integers().between(1, 60_000);
    return Combinators.combine(step.list().ofMinSize(1).ofMaxSize(4), times, trees())
        .as((steps, n, tree) -> (String.join(".", steps) + ".").repeat(n) + "x=" + tree);
  }

  private static void assertSurvives(String yaml) {
    Survival.accepts(() -> ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of()));
  }
}
