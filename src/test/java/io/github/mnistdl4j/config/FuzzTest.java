package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FuzzTest {
  private static final int TEXTS = 1000;
  private static final List<String> PIECES =
      List.of(
          """
          _\t_\r_\0_\ufeff_é_:_: _-_- _?_? _[_]_{_}_,_#_ #_&a _*a_<<: _|_>_'_"_%_@_\\_`
          _!_!!str _!!null _!<x> _"\\UFFFFFFFF"_null_~_true_0_-1_1e999_.nan_---
          _...
          _training:
          _name_epochs: _units: _sgd_network.layers[0]_%s_
          """
              .split("_"));
  private static final Pattern PROBLEM = Pattern.compile("  (line \\d+: )?\\P{Cntrl}+");

  private final Random random = new Random(1234);

  @Test
  void rejectsOrAcceptsWhateverTheTextButNeverFails() throws IOException {
    String shipped = Files.readString(Path.of("config/mnist.yaml"));
    int accepted = 0;
    for (int i = 0; i < TEXTS; i++) {
      String yaml = mutated(shipped);
      try {
        RunConfig config = ConfigLoader.parse(yaml, "my.yaml", List.of());
        assertThat(ConfigLoader.parse(ConfigWriter.write(config), "my.yaml", List.of()))
            .isEqualTo(config);
        accepted++;
      } catch (InvalidConfigException e) {
        assertThat(e.getMessage().lines().skip(1))
            .as(yaml)
            .isNotEmpty()
            .allMatch(PROBLEM.asMatchPredicate());
      }
    }
    assertThat(accepted).isBetween(TEXTS / 20, TEXTS * 19 / 20);
  }

  private String mutated(String text) {
    String mutated = text;
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      mutated = random.nextBoolean() ? withPiece(mutated) : withLinesChanged(mutated);
    }
    return mutated;
  }

  /** The text with a few characters replaced by a piece. */
  private String withPiece(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(4));
    return text.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(to);
  }

  /** The text with two lines exchanged, or one doubled or left out. */
  private String withLinesChanged(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int line = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> Collections.swap(lines, line, random.nextInt(lines.size()));
      case 1 -> lines.add(line, lines.get(line));
      default -> lines.remove(line);
    }
    return String.join("\n", lines);
  }
}
