package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page says when the server does not answer its question. */
@ExtendWith(PageRig.class)
class PageErrorsIT {
  private static final List<List<Point>> LINE =
      List.of(List.of(new Point(0.5, 0.2), new Point(0.5, 0.8)));

  /** Notes when a drawing changes, and when the answer to the last one goes. */
  private static final String DOUBTED =
      """
      document.querySelector("#pad").addEventListener(
        "pointerdown", () => (window.drawn = performance.now()), { once: true });
      new MutationObserver(() => (window.doubted = performance.now()))
        .observe(document.querySelector("#digit"), { childList: true });
      """;

  private final Browser browser;
  private final ScriptedServer server;
  private final DrawingPage page;

  PageErrorsIT(Browser browser) throws IOException {
    this.browser = browser;
    server = new ScriptedServer();
    page = browser.open(server.uri());
  }

  @BeforeEach
  void answersAtFirst() {
    page.draw(LINE);
    assertThat(page.text("#digit")).isEqualTo("3");
    assertThat(page.find("#notice").isDisplayed()).isFalse();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> saysWhatTheServerSays() {
    return Stream.of(
        answer(400, "{\"error\": \"is no PNG\"}", "is no PNG"),
        answer(413, "{\"error\": \"the body has\"}", "This image is too large for the server"),
        answer(415, "{\"error\": \"the picture is an SVG\"}", "PNG and JPEG are"),
        answer(500, "{\"error\": \"it is late\"}", "it is late"),
        answer(413, "<html>", "This image is too large for the server"),
        answer(415, "<html>", "PNG and JPEG are"),
        answer(502, "<html>", "The server failed (HTTP 502)"));
  }

  private DynamicTest answer(int status, String body, String words) {
    return DynamicTest.dynamicTest(
        status + " " + body, () -> saysWhatTheServerSays(status, body, words));
  }

  private void saysWhatTheServerSays(int status, String body, String words) {
    server.reply(status, body, Map.of());
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).containsIgnoringCase(words);
    assertThat(page.text("#digit")).isEqualTo("?");
    assertThat(page.find("#retry").isDisplayed()).isEqualTo(status >= 500);

    server.reply(ScriptedServer.THREE);
    page.draw(LINE);
    assertThat(page.find("#notice").isDisplayed()).isFalse();
    assertThat(page.text("#digit")).isEqualTo("3");
  }

  @Test
  void asksAgainWhenTheServerSaysWhen() {
    server.reply(429, "{\"error\": \"Too many.\"}", Map.of("Retry-After", "1"));
    int before = server.questions();
    long start = System.nanoTime();
    page.drawOnly(LINE);
    page.await("[role=alert]", "Too many. Asking again in 1 s.");
    server.reply(ScriptedServer.THREE);
    page.await("#digit", "3");
    page.settle();
    int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertThat(server.questions() - before).isBetween(3, 5 + seconds);
    assertThat(page.find("#notice").isDisplayed()).isFalse();
  }

  @Test
  void saysThatTheServerIsGoneAndTriesAgain() throws IOException {
    server.close();
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).contains("cannot be reached", "Your picture is kept");
    browser.screenshot("wide-light-error");
    page.click("#retry");
    assertThat(page.text("[role=alert]")).contains("cannot be reached");
    page.click("#clear");
    assertThat(page.find("#notice").isDisplayed()).isFalse();
  }

  @Test
  void asksAgainByItselfWhenTheServerMayBeBack() {
    server.reply(503, "{\"error\": \"restarting\"}", Map.of());
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).isEqualTo("Restarting.");
    server.reply(ScriptedServer.THREE);
    page.await("#digit", "3");
    assertThat(page.find("#notice").isDisplayed()).isFalse();
  }

  @Test
  void saysThatItThinks() {
    page.click("#clear");
    assertThat(page.text("#verdict")).isEqualTo("Nothing to read yet");
    server.hold();
    page.drawOnly(LINE);
    assertThat(page.text("#verdict")).isEqualTo("Thinking …");
    server.release();
    page.settle();
    assertThat(page.text("#digit")).isEqualTo("3");
    server.hold();
    page.run(DOUBTED);
    page.drawOnly(LINE);
    page.await("#verdict", "Thinking …");
    assertThat(page.text("#digit")).isEqualTo("?");
    assertThat(page.run("return window.doubted - window.drawn > 500")).isEqualTo("true");
    server.release();
    page.settle();
    assertThat(page.text("#digit")).isEqualTo("3");
  }

  @Test
  void saysThatATokenIsWrong() {
    askForToken();
    enter("secret");
    assertThat(page.text("[role=alert]")).startsWith("This access token is wrong.");
    assertThat(page.find("#access").isDisplayed()).isTrue();
    server.reply(ScriptedServer.THREE);
    enter("right");
    answers();
  }

  @Test
  void asksOneQuestionAtATimeAndTheLastAboutTheNewestState() {
    server.hold();
    int before = server.questions();
    for (int i = 0; i < 10; i++) {
      page.drawOnly(LINE);
    }
    server.release();
    page.settle();
    assertThat(server.mostAtOnce()).isEqualTo(1);
    assertThat(server.questions() - before)
        .as("about the first state, the last one, and what speaks for its answer")
        .isEqualTo(3);
  }

  @TestFactory
  Stream<DynamicTest> saysThatTheAnswerCannotBeReadAndAsksAgain() {
    return Stream.of("{\"digit\": 3, \"prob", "{}", "null", "<html>", "")
        .map(
            body ->
                DynamicTest.dynamicTest(
                    "\"" + body + "\"", () -> saysThatTheAnswerCannotBeReadAndAsksAgain(body)));
  }

  private void saysThatTheAnswerCannotBeReadAndAsksAgain(String body) {
    server.reply(200, body, Map.of());
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).contains("answer could not be read", "picture is kept");
    assertThat(page.text("#digit")).isEqualTo("?");
    assertThat(page.find("#access").isDisplayed()).isFalse();

    server.reply(ScriptedServer.THREE);
    page.click("#retry");
    answers();
  }

  @Test
  void saysThatTheBrowserFailsAndGoesOn() {
    page.run(
        """
        window.worked = OffscreenCanvas.prototype.convertToBlob;
        OffscreenCanvas.prototype.convertToBlob = async () => { throw new Error("no memory"); };
        """);
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).contains("no memory", "picture is kept");
    page.run("OffscreenCanvas.prototype.convertToBlob = window.worked");
    page.click("#retry");
    answers();
  }

  @Test
  void worksWithATokenWhereStoringIsBlocked() {
    page.run(
        """
        Object.defineProperty(window, "sessionStorage", {
          get() { throw new DOMException("Access is denied.", "SecurityError"); } });
        """);
    askForToken();
    server.reply(ScriptedServer.THREE);
    enter("secret");
    answers();
    server.close();
    page.draw(LINE);
    assertThat(page.find("#access").isDisplayed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"schlüssel", "ключ", "two words"})
  void refusesWhatCannotBeAToken(String token) {
    askForToken();
    int before = server.questions();
    enter(token);
    assertThat(page.find("#token").getDomProperty("validationMessage")).contains("no token");
    assertThat(server.questions()).isEqualTo(before);

    server.reply(ScriptedServer.THREE);
    page.find("#token").clear();
    enter("secret");
    answers();
  }

  @Test
  void letsTheTokenBeChangedWhenTheServerCannotBeReached() {
    askForToken();
    enter("secret");
    server.close();
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).contains("cannot be reached");
    assertThat(page.find("#access").isDisplayed()).isTrue();
    assertThat(page.find("#retry").isDisplayed()).isTrue();
  }

  private void askForToken() {
    server.reply(401, "{\"error\": \"No token.\"}", Map.of());
    page.draw(LINE);
    assertThat(page.text("[role=alert]")).contains("asks for an access token");
  }

  private void enter(String token) {
    page.find("#token").sendKeys(token);
    page.click("#access button");
  }

  private void answers() {
    assertThat(page.find("#notice").isDisplayed()).isFalse();
    assertThat(page.text("#digit")).isEqualTo("3");
  }
}
