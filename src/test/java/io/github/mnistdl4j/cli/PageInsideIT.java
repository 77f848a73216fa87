package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.DatasetInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page tells of its network: what happens inside, what it is, and that it was wrong. */
@ExtendWith(PageRig.class)
class PageInsideIT {
  private static final List<List<Point>> THREE = List.of(PageLooksIT.THREE);

  private final Browser browser;
  private final MnistServer server;
  private final DrawingPage page;

  PageInsideIT(Browser browser, MnistServer server) {
    this.browser = browser;
    this.server = server;
    page = browser.open(server.uri());
  }

  private String path() {
    return String.valueOf(page.find("#path").getDomAttribute("aria-label"));
  }

  @Test
  void drawsThePathThroughTheNetwork() throws IOException {
    page.await("#facts", "mnist");
    assertThat(path()).endsWith("nothing drawn yet");
    String empty = page.picture("#path");
    page.draw(THREE);
    page.awaitOtherPicture("#path", empty);
    assertThat(path())
        .matches(
            "The path to 3: (unit \\d+ fires \\d+\\.\\d and adds ([+−]\\d+\\.\\d|0\\.0)(; )?){8}");
    assertThat(page.text("#sum"))
        .matches(
            "\\d+ of 512 units fire\\. For 3, the 8 shown give \\S+ points, all else \\S+: \\S+ in all\\.");
    assertThat(page.text("#story")).startsWith("Each hidden unit looks at the whole drawing");
    page.run("document.querySelector('.inside').scrollIntoView()");
    browser.screenshot("inside");

    page.click("#bars li:nth-child(9) button");
    assertThat(path()).startsWith("The path to 8: ");
    page.click("#clear");
    assertThat(path()).endsWith("nothing drawn yet");
    assertThat(page.text("#sum")).isEmpty();
    assertThat(browser.problems(server.uri())).isEmpty();
  }

  @Test
  void namesItsModelAndHasItsReportAndAllRuns() {
    page.await("#facts", "mnist");
    assertThat(page.text("#facts"))
        .contains(
            "The network “mnist” (784 pixels → 512 hidden units → 10 digits)",
            "is asked how probable each of the 10 digits is",
            "from 60,000 images; of 10,000 test images it gets 9")
        .doesNotContain("your drawings");
    page.find("#report").click();
    assertThat(page.text("h1")).contains("mnist");
    assertThat(page.run("return document.styleSheets.length")).isEqualTo("1");
    browser.open(server.uri()).await("#facts", "mnist");
    page.find("#runs").click();
    assertThat(page.text("a[href='runs/mnist/report.html']")).isEqualTo("mnist");
    assertThat(browser.problems(server.uri())).allMatch(each -> each.startsWith("data:image/"));
  }

  @Test
  void hasTestImagesToTry() throws IOException {
    page.await("#facts", "mnist");
    page.find("#try summary").sendKeys("\n");
    page.await("#none", "dashed border");
    assertThat(page.run("return document.querySelectorAll('#examples li').length")).isEqualTo("15");
    assertThat(page.run("return document.querySelectorAll('#examples .hard').length"))
        .isEqualTo("5");
    page.find("#examples li:nth-child(8) button").sendKeys("\n");
    page.await("#digit", "7");
    page.settle();
    browser.screenshot("examples");
    String hard = page.find("#examples li:nth-child(15) button").getDomAttribute("title");
    assertThat(hard).matches("Hard: \\d");
    assertThat(browser.problems(server.uri())).isEmpty();
  }

  @Test
  void keepsACorrectionAndTakesItBack() throws IOException {
    page.await("#facts", "mnist");
    assertThat(page.find("#tell").isEnabled()).isFalse();
    page.draw(THREE);
    page.find("#truth").sendKeys("8");
    page.find("#tell").sendKeys("\n");
    page.await("#told", "Kept as “8” for the next training");
    browser.screenshot("corrected");
    assertThat(kept()).hasSize(1).first().asString().matches("8/\\d{8}T\\d{9}Z_mnist\\.png");
    page.find("#untell").sendKeys("\n");
    page.await("#told", "Taken back.");
    assertThat(page.focused()).isEqualTo("tell");
    assertThat(kept()).isEmpty();
  }

  @Test
  void keepsADrawingOnceWhateverWasToldOfIt() throws IOException {
    page.await("#facts", "mnist");
    page.draw(THREE);
    page.find("#kept summary").sendKeys("\n");
    page.await("#listed", "Nothing is kept.");
    for (String digit : List.of("8", "5", "5")) {
      page.run("document.querySelector('#told').textContent = ''");
      page.find("#truth").sendKeys(digit);
      page.find("#tell").sendKeys("\n");
      page.await("#told", "Kept as “" + digit + "” for the next training.");
    }
    page.await("#listed", "One is kept");
    page.await("#corrections", "5");
    browser.screenshot("kept");
    assertThat(kept()).hasSize(1).first().asString().startsWith("5/");
    page.run("document.querySelector('#corrections button').click()"); // the list is made anew
    page.await("#listed", "Nothing is kept.");
    assertThat(page.text("#told")).isEmpty();
    assertThat(page.find("#untell").isDisplayed()).isFalse();
    assertThat(kept()).isEmpty();
  }

  private List<String> kept() throws IOException {
    Path folder = server.corrections();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void namesTheRunThatAnswersNow() throws IOException {
    String about =
        """
        {"run": "%s", "labels": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "layers": [784, %d, 10]}
        """;
    Map<String, ?> inside =
        Map.of("run", "new", "digit", 3, "score", 1, "rest", 0, "fired", 0, "units", List.of());
    try (ScriptedServer scripted = new ScriptedServer()) {
      scripted.says(about.formatted("old", 32));
      DrawingPage other = browser.open(scripted.uri());
      other.await("#facts", "“old” (784 pixels → 32 hidden units");
      scripted.says(about.formatted("new", 64));
      String answer = ScriptedServer.answer(DatasetInfo.MNIST, Map.of("inside", inside), 3);
      scripted.reply(200, answer, Map.of());
      other.draw(THREE);
      assertThat(other.text("#facts")).contains("“new” (784 pixels → 64 hidden units");
      assertThat(other.text("#sum")).startsWith("0 of 64 units fire.");
    }
  }

  @Test
  void saysThatItLearnedFromDrawings() throws IOException {
    String about =
        """
        {"run": "a", "labels": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "layers": [784, 32, 16, 10],
         "learned": 60012, "tested": 0, "extra": %d, "extra_corrections": %s, "corrections": false}
        """;
    try (ScriptedServer scripted = new ScriptedServer()) {
      scripted.says(about.formatted(12, true));
      DrawingPage other = browser.open(scripted.uri());
      other.await("#facts", "It learned from 12 of your drawings, too.");
      assertThat(other.text("#facts")).contains("784 pixels → 32 hidden units → 16 hidden units");
      assertThat(other.text("#story"))
          .endsWith("the first, and what comes of it behind the others.)");
      assertThat(other.find("#correction").isDisplayed()).isFalse();
      assertThat(other.find("#report").isDisplayed()).isFalse();
      scripted.says(about.formatted(1, false));
      other.reload();
      other.await("#facts", "It learned from 1 more picture, too.");
    }
  }
}
