package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final Screen screen = new Screen();

  @Test
  void printsLinesAndResults() {
    Console console = screen.pipe();
    console.say("a");
    console.say("%d of %s", 2, "b");
    console.say(List.of("c", "d"));
    console.result("e");
    assertThat(screen.printed()).isEqualTo("a\n2 of b\nc\nd\ne\n");
  }

  @Test
  void printsTextWithPercentSignsAsItIs() {
    screen.pipe().say("100 % of %s");
    assertThat(screen.printed()).isEqualTo("100 % of %s\n");
  }

  @Test
  void printsOnlyResultsWhenQuiet() {
    Console console = screen.quiet();
    console.say("a");
    console.say("%d", 1);
    console.say(List.of("b"));
    console.redraw("c");
    console.result("d");
    assertThat(screen.printed()).isEqualTo("d\n");
  }

  @Test
  void drawsNoUnfinishedLineInAPipe() {
    Console console = screen.pipe();
    console.redraw("1/2");
    console.say("2/2");
    assertThat(screen.printed()).isEqualTo("2/2\n");
  }

  @Test
  void drawsOneLineOverTheOtherOnATerminal() {
    Console console = screen.terminal(80);
    console.redraw("12345");
    console.redraw("123");
    console.redraw("1234");
    assertThat(screen.printed()).isEqualTo("\r12345\r123  \r1234");
  }

  @Test
  void erasesWhatWasDrawnBeforeItPrintsALine() {
    Console console = screen.terminal(80);
    console.redraw("1/2");
    console.say("done");
    console.say("next");
    assertThat(screen.printed()).isEqualTo("\r1/2\r   \rdone\nnext\n");
  }

  @Test
  void leavesTheLastColumnFreeSoThatNoLineWraps() {
    screen.terminal(5).redraw("123456789");
    assertThat(screen.printed()).isEqualTo("\r1234");
  }

  @Test
  void printsFinishedLinesWhole() {
    screen.terminal(5).say("123456789");
    assertThat(screen.printed()).isEqualTo("123456789\n");
  }

  @Test
  void coloursTextOnATerminalOnly() {
    assertThat(screen.terminal(80).styled("fg(red)", "bad")).matches("\u001b\\[31mbad\u001b\\[.*m");
    assertThat(screen.pipe().styled("fg(red)", "bad")).isEqualTo("bad");
  }

  @Test
  void coloursNothingWhenAskedNotTo() {
    PrintWriter out = new PrintWriter(new StringWriter());
    Console console = new Console(out, new Terminal(true, 80), false, false);
    assertThat(console.styled("bold", "text")).isEqualTo("text");
  }
}
