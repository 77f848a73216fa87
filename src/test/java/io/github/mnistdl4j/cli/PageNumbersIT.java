package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of several digits on the page, and what is no digit. */
@ExtendWith(PageRig.class)
class PageNumbersIT {
  static final List<List<Point>> THREE_SEVEN =
      List.of(
          Stream.concat(
                  PageLooksIT.arc(0.25, 0.38, 0.09, -175, 90),
                  PageLooksIT.arc(0.25, 0.58, 0.11, -90, 175))
              .toList(),
          List.of(new Point(0.58, 0.3), new Point(0.82, 0.3), new Point(0.67, 0.7)));

  private static final List<List<Point>> LINE =
      List.of(List.of(new Point(0.5, 0.2), new Point(0.5, 0.8)));

  private static final DatasetInfo WITH_NONE =
      new DatasetInfo(
          28,
          28,
          Stream.concat(DatasetInfo.MNIST.classes().stream(), Stream.of("none")).toList(),
          Preparation.DIGITS);

  @Test
  void readsTheDigitsOfANumber(Browser browser, MnistServer server) throws IOException {
    DrawingPage page = browser.open(server.uri());
    page.draw(THREE_SEVEN);
    browser.screenshot("number-37");
    assertThat(page.text("#digit")).isEqualTo("37");
    assertThat(page.text("#verdict")).endsWith("% sure of both digits");
    page.await("#spoken", "37. ");
    assertThat(page.run("return document.querySelectorAll('#boxes span').length")).isEqualTo("2");
    assertThat(page.text("#parts li:nth-child(1)")).startsWith("3");
    assertThat(page.text("li.winner")).startsWith("3");
    assertThat(page.text("#about")).startsWith("For 3, most of all ");

    page.click("#parts li:nth-child(2) button");
    page.settle();
    assertThat(page.text("li.winner")).startsWith("7");
    assertThat(page.text("#about")).startsWith("For 7, most of all ");
    assertThat(page.find("#parts li:nth-child(2) button").getAttribute("aria-pressed"))
        .isEqualTo("true");
    browser.screenshot("number-37-second");

    page.click("#undo");
    page.settle();
    assertThat(page.text("#digit")).isEqualTo("3");
    assertThat(page.find("#parts").isDisplayed()).isFalse();
    assertThat(browser.problems(server.uri())).isEmpty();
  }

  static Stream<List<List<Point>>> nonDigits() {
    List<List<Point>> scribble =
        List.of(
            IntStream.range(0, 40)
                .mapToObj(
                    i -> new Point(0.2 + 0.6 * (i * 7 % 19) / 18, 0.2 + 0.6 * (i * 11 % 23) / 22))
                .toList());
    List<List<Point>> letterA =
        List.of(
            List.of(new Point(0.25, 0.8), new Point(0.5, 0.2), new Point(0.75, 0.8)),
            List.of(new Point(0.35, 0.58), new Point(0.65, 0.58)));
    return Stream.of(scribble, letterA);
  }

  @ParameterizedTest
  @MethodSource("nonDigits")
  void isNotSureOfWhatIsNoDigit(List<List<Point>> strokes, Browser browser, MnistServer server)
      throws IOException {
    DrawingPage page = browser.open(server.uri());
    assertThat(page.text("#verdict")).isEqualTo("Nothing to read yet");
    page.draw(strokes);
    browser.screenshot("no-digit-" + strokes.size() + "-" + strokes.get(0).size());
    assertThat(page.text("#verdict")).matches("(I am not sure|Only [\\d.]+ % sure).*");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing like a digit, I am not sure this is a digit: perhaps 4",
    "several digits,       I am not sure this is one digit: perhaps 4",
    "too small,            'I am not sure, for it is too small: perhaps 4'",
    "cut off at the edge,  'I am not sure, for it is cut off at the edge: perhaps 4'",
    "of late,              I am not sure what this is: perhaps 4",
  })
  void saysWhenItIsNotSure(String reason, String verdict, Browser browser) throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      DrawingPage page = browser.open(server.uri());
      Map<String, ?> rejected = Map.of("rejected", true, "reason", reason);
      server.reply(200, ScriptedServer.answer(DatasetInfo.MNIST, rejected, 4), Map.of());
      page.draw(LINE);
      assertThat(page.text("#digit")).isEqualTo("?");
      assertThat(page.text("#verdict")).isEqualTo(verdict);
      page.await("#spoken", verdict);
      assertThat(page.find("#notice").isDisplayed()).isFalse();
      browser.screenshot("rejected");
    }
  }

  @Test
  void saysWhenNotAllDigitsOfANumberAreSure(Browser browser) throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      DrawingPage page = browser.open(server.uri());
      Map<String, ?> rejected = Map.of("rejected", true, "reason", "nothing like a digit");
      server.reply(200, ScriptedServer.answer(DatasetInfo.MNIST, rejected, 4, 2), Map.of());
      page.draw(LINE);
      assertThat(page.text("#digit")).isEqualTo("?");
      assertThat(page.text("#verdict")).isEqualTo("I am not sure of both digits: perhaps 42");
      assertThat(page.text("#parts li:nth-child(2)")).contains("91.0 %, not sure");
    }
  }

  @Test
  void saysThatThereIsNoInk(Browser browser) throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      DrawingPage page = browser.open(server.uri());
      server.reply(422, "{\"error\":\"the picture has no ink\",\"rejected\":true}", Map.of());
      page.draw(LINE);
      assertThat(page.text("#digit")).isEqualTo("?");
      assertThat(page.text("#verdict")).isEqualTo("The picture has no ink.");
      assertThat(page.find("#notice").isDisplayed()).isFalse();
    }
  }

  @Test
  void hasNoBarForWhatIsNone(Browser browser) throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      server.serves(WITH_NONE.classes());
      Map<String, ?> rejected = Map.of("rejected", true, "reason", "nothing like a digit");
      server.reply(200, ScriptedServer.answer(WITH_NONE, rejected, 10), Map.of());
      DrawingPage page = browser.open(server.uri());
      page.draw(LINE);
      assertThat(page.text("h1")).isEqualTo("Draw a digit");
      assertThat(page.run("return document.querySelectorAll('#bars li').length")).isEqualTo("10");
      assertThat(page.text("#bars")).doesNotContain("none");
      assertThat(page.text("#verdict")).isEqualTo("I am not sure this is a digit: perhaps 0");
    }
  }
}
