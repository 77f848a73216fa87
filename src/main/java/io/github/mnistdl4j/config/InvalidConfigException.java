package io.github.mnistdl4j.config;

import static java.util.stream.Collectors.joining;

import io.github.mnistdl4j.MnistDl4jException;
import java.nio.file.Path;
import java.util.List;

/** A configuration that cannot be used; the message lists everything that is wrong with it. */
public final class InvalidConfigException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  InvalidConfigException(Path file, String problem) {
    super("Configuration file %s %s.".formatted(file, problem));
  }

  /**
   * @param source what messages call the configuration
   * @param problems what is wrong, a line each
   */
  InvalidConfigException(String source, List<String> problems) {
    super(
        "%s has %s:%n  %s"
            .formatted(
                source,
                problems.size() == 1 ? "a problem" : problems.size() + " problems",
                problems.stream()
                    .map(InvalidConfigException::oneLine)
                    .collect(joining(System.lineSeparator() + "  "))));
  }

  /** Text from the file may hold line breaks and escape sequences for the terminal. */
  private static String oneLine(String problem) {
    return problem.replaceAll("\\R|\\p{Cntrl}", " ");
  }
}
