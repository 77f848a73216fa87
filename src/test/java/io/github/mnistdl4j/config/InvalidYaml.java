package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A wrong configuration and the problems that its message lists, one for each line. */
public record InvalidYaml(String yaml, List<String> problems) {
  private static final String PROBLEM = "=> ";

  /** Reads tables: cases between empty lines, each a YAML text and {@code => } its problems. */
  public static Stream<InvalidYaml> table(String... tables) {
    return Arrays.stream(tables)
        .flatMap(table -> Arrays.stream(table.split("\n\n")))
        .map(InvalidYaml::of);
  }

  private static InvalidYaml of(String rows) {
    String yaml =
        rows.lines().filter(row -> !row.startsWith(PROBLEM)).collect(Collectors.joining("\n"));
    List<String> problems =
        rows.lines()
            .filter(row -> row.startsWith(PROBLEM))
            .map(row -> row.substring(PROBLEM.length()))
            .toList();
    assertThat(problems).as(rows).isNotEmpty();
    return new InvalidYaml(yaml, problems);
  }

  public void isRejected(String... overrides) {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of(overrides)))
        .withMessage(message("my.yaml"));
  }

  public String message(String source) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    String separator = System.lineSeparator() + "  ";
    return source + " has " + count + ":" + separator + String.join(separator, problems);
  }

  @Override
  public String toString() {
    return yaml.replace("\n", " ⏎ ");
  }
}
