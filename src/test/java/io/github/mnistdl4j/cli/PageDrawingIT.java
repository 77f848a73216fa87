package io.github.mnistdl4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.interactions.PointerInput;

/** The page as its user has it, with the answers of a network that has learned MNIST. */
@ExtendWith(PageRig.class)
class PageDrawingIT {
  private static final List<Point> SEVEN =
      List.of(new Point(0.3, 0.25), new Point(0.7, 0.25), new Point(0.45, 0.8));
  private static final List<Point> ONE = List.of(new Point(0.5, 0.2), new Point(0.5, 0.8));
  private static final List<Point> ACROSS = List.of(new Point(0.2, 0.5), new Point(0.8, 0.5));

  private final Browser browser;
  private final MnistServer server;
  private final DrawingPage page;

  PageDrawingIT(Browser browser, MnistServer server) {
    this.browser = browser;
    this.server = server;
    page = browser.open(server.uri());
  }

  @AfterEach
  void leavesNothingOnTheConsoleAndAsksNobodyElse() {
    assertThat(browser.problems(server.uri())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PointerInput.Kind.class)
  void drawsWithMouseFingerAndPen(PointerInput.Kind kind) {
    page.draw(kind, List.of(SEVEN));
    assertThat(page.text("#digit")).isEqualTo("7");
    assertThat(page.text("#verdict")).matches(".*[\\d.]+ % sure.*");
    assertThat(page.text("li.winner")).startsWith("7").contains("%");
  }

  @Test
  void answersWhileDrawing() {
    page.beginStroke(SEVEN);
    page.await("#digit", "7");
    assertThat(page.text("#digit")).as("while the pointer is down").isEqualTo("7");
  }

  @Test
  void undoesAndClears() {
    page.draw(List.of(ONE));
    page.draw(List.of(ACROSS));
    String both = page.picture("#pad");
    page.click("#undo");
    assertThat(page.text("#digit")).isEqualTo("1");
    String one = page.picture("#pad");
    assertThat(one).isNotEqualTo(both);

    page.click("#clear");
    assertThat(page.text("#digit")).isEqualTo("?");
    assertThat(page.text("#bars")).doesNotContain("%");
    assertThat(page.find("#clear").isEnabled()).isFalse();
    assertThat(page.focused()).isEqualTo("pad");

    page.pressControl("z");
    assertThat(page.picture("#pad")).isEqualTo(one);
    assertThat(page.text("#digit")).isEqualTo("1");
    page.pressControl("z");
    assertThat(page.find("#undo").isEnabled()).isFalse();
    assertThat(page.text("#digit")).isEqualTo("?");
  }

  @Test
  void explainsTheAnswerAndTheDigitThatWasChosen() {
    page.draw(List.of(SEVEN));
    assertThat(page.text("#about")).startsWith("For 7, most of all ");
    String seven = page.picture("#attribution");

    page.click("#bars li:nth-child(2) button");
    assertThat(page.text("#about")).contains("against it, ");
    assertThat(page.find("#bars li:nth-child(2) button").getAttribute("aria-pressed"))
        .isEqualTo("true");
    assertThat(page.picture("#attribution")).isNotEqualTo(seven);
    assertThat(page.text("#legend")).contains("for", "against");
    assertThat(page.text("#digit")).isEqualTo("7");

    page.click("#bars li:nth-child(2) button");
    assertThat(page.text("#about")).startsWith("For 7, most of all ");
    assertThat(page.picture("#attribution")).isEqualTo(seven);
  }

  @Test
  void showsTheVeryPixelsThatTheNetworkSaw() throws IOException, InterruptedException {
    byte[] image = PageDigitsIT.png(server.test().image(0));
    HttpRequest question =
        HttpRequest.newBuilder(server.uri().resolve("/predict"))
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build();
    String answer =
        HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.ofString()).body();
    JsonArray input = JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("input");

    page.paste(image);
    List<Integer> seen = page.pixels("#input");
    for (int i = 0; i < 784; i++) {
      assertThat((double) seen.get(3 * i))
          .as("pixel %d", i)
          .isCloseTo(255 * input.get(i).getAsDouble(), within(1.0));
    }
  }

  @Test
  void opensDropsAndPastesFiles(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("digit.png");
    Files.write(file, PageDigitsIT.png(server.test().image(0)));
    page.upload(file);
    assertThat(page.text("#digit")).isEqualTo("7");

    page.draw(List.of(ONE));
    assertThat(page.text("#digit")).as("a drawing in place of the image").isEqualTo("1");
    page.click("#undo");
    assertThat(page.text("#digit")).isEqualTo("7");

    page.drop(PageDigitsIT.png(server.test().image(2)));
    assertThat(page.text("#digit")).isEqualTo("1");

    browser.allowClipboard();
    page.copyAndPaste(PageDigitsIT.png(server.test().image(1)));
    page.await("#digit", "2");
  }

  @Test
  void saysInWordsWhatIsNoImage() {
    page.paste("no image".getBytes(UTF_8));
    assertThat(page.text("[role=alert]")).contains("image");
    page.run("HTMLAnchorElement.prototype.click = function () { window.saved = this.download; }");
    page.click("#save");
    assertThat(page.run("return saved"))
        .as("the name of the file that was opened")
        .isEqualTo("image");
    assertThat(browser.problems(server.uri())).hasSize(1).first().asString().contains("415");
  }
}
