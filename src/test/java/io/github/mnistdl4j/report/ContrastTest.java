package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The confusion matrix and the classes' letters can be read: WCAG 2.2's contrast of each text on
 * each colour.
 */
class ContrastTest {
  private static final double LEAST = 4.5;
  private static final Pattern SCHEME = Pattern.compile("(?s):root \\{(.*?)}");
  private final String css = css();

  private static String css() {
    try (var in = ContrastTest.class.getResourceAsStream("style.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasThreeSchemes() {
    assertThat(SCHEME.matcher(css).results()).hasSize(3);
    assertThat(css).doesNotContain("td.hot");
  }

  /** Light, dark and print, in the order of the style sheet. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyNumberCanBeRead(int scheme) {
    String colors = SCHEME.matcher(css).results().toList().get(scheme).group(1);
    double[] paper = hex(colors, "--paper");
    assertThat(contrast(hex(colors, "--soft"), paper)).isGreaterThanOrEqualTo(LEAST);
    for (String name : List.of("c0", "c1", "c2", "c3", "c4", "p5", "c6", "c7", "c8", "c9")) {
      assertThat(contrast(hex(colors, "--" + name), paper)).as(name).isGreaterThan(LEAST);
    }
    for (String kind : new String[] {"right", "wrong"}) {
      for (int heat = 0; heat <= 100; heat++) {
        double[] cell = over(paper, rgb(colors, "--" + kind), alpha(kind, heat / 100.0));
        assertThat(contrast(hex(colors, "--ink"), cell))
            .as("%s, heat %d", kind, heat)
            .isGreaterThanOrEqualTo(LEAST);
      }
    }
  }

  private static MatchResult find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher;
  }

  private static double[] hex(String colors, String name) {
    int rgb = Integer.parseInt(find(colors, name + ": #([0-9a-f]{6});").group(1), 16);
    return new double[] {rgb >> 16, rgb >> 8 & 255, rgb & 255};
  }

  private static double[] rgb(String colors, String name) {
    MatchResult found = find(colors, name + ": ([0-9, ]+);");
    return Stream.of(found.group(1).split(", ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** The opacity of a cell, as the style sheet computes it. */
  private double alpha(String kind, double heat) {
    String calc =
        "td\\.%s \\{ background: rgba\\(var\\(--%s\\), calc\\((?:([.0-9]+) \\+ )?var\\(--heat\\) \\* ([.0-9]+)\\)\\); }";
    MatchResult found = find(css, calc.formatted(kind, kind));
    double least = found.group(1) == null ? 0 : Double.parseDouble(found.group(1));
    return least + heat * Double.parseDouble(found.group(2));
  }

  private static double[] over(double[] paper, double[] color, double alpha) {
    return IntStream.range(0, 3)
        .mapToDouble(i -> alpha * color[i] + (1 - alpha) * paper[i])
        .toArray();
  }

  private static double contrast(double[] one, double[] other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(double[] rgb) {
    double[] linear =
        Stream.of(rgb[0], rgb[1], rgb[2])
            .mapToDouble(c -> c / 255)
            .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
}
