package io.github.mnistdl4j.config.binding;

import static java.util.stream.Collectors.joining;

import io.github.mnistdl4j.MnistDl4jException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A configuration that cannot be used; the message lists all its problems. */
public final class InvalidConfigException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  /** More problems than anybody wants to read. */
  private static final int MOST = 100;

  private final transient List<String> problems;

  public InvalidConfigException(Path file, String problem) {
    super("Configuration file %s %s.".formatted(file, problem));
    this.problems = List.of(problem);
  }

  /**
   * @param source what messages call the configuration
   * @param problems what is wrong, one line each
   */
  public InvalidConfigException(String source, List<String> problems) {
    super(
        "%s has %s:%n  %s"
            .formatted(
                oneLine(source),
                problems.size() == 1 ? "a problem" : problems.size() + " problems",
                told(problems).collect(joining(System.lineSeparator() + "  "))));
    this.problems = List.copyOf(problems);
  }

  /** Returns what is wrong, one line each. */
  public List<String> problems() {
    return problems;
  }

  private static Stream<String> told(List<String> problems) {
    int untold = problems.size() - MOST;
    return Stream.concat(
        problems.stream().limit(MOST).map(InvalidConfigException::oneLine),
        untold > 0 ? Stream.of("and %d more".formatted(untold)) : Stream.empty());
  }

  /** Returns a text from the file without line breaks and escape sequences for the terminal. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R|\\p{Cntrl}", " ");
  }
}
