package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests have no terminal; {@code TerminalIT} gives the program one. */
class TerminalTest {
  @Test
  void aDumbTerminalCannotRedraw() {
    assertThat(Terminal.detect(1, Map.of("TERM", "dumb"))).isEqualTo(new Terminal(false, 80));
  }

  @Test
  void theWidthDoesNotMatterWhereNothingIsRedrawn() {
    assertThat(Terminal.detect(1, Map.of("TERM", "dumb", "COLUMNS", "20")).columns()).isEqualTo(80);
  }
}
