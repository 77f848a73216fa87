package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** All of the page without a mouse, before a server that wants a token, until that is stopped. */
@ExtendWith(PageRig.class)
class PageServerIT {
  private static final List<List<Point>> LINE =
      List.of(List.of(new Point(0.5, 0.2), new Point(0.5, 0.8)));
  private static final String DOWN = "\uE015";
  private static final int MOST_TABS = 40;

  /** Notes the names of files in place of dialogs, which this browser has none of. */
  private static final String NOTE_FILES =
      """
      window.noted = [];
      HTMLAnchorElement.prototype.click = function () { noted.push("saved " + this.download); };
      navigator.share = async ({ files: [file] }) => noted.push("shared " + file.name);
      document.querySelector("#share").hidden = false;
      """;

  private final DrawingPage page;
  private final Browser browser;
  private final RunningProgram server;

  PageServerIT(Browser browser, @TempDir Path corrections) throws Exception {
    this.browser = browser;
    Program program = MnistRun.PROGRAM.withJvmOptions().with("MNIST_DL4J_TOKEN", "secret");
    String kept = "--set=serving.corrections=" + corrections.toAbsolutePath();
    server = program.start("serve", "--run", "mnist", "--port", "0", kept);
    page = browser.open(MnistServer.address(server));
  }

  @Test
  void needsNoMouseAndKeepsThePictureWhenTheServerStops() throws Exception {
    try {
      page.run(NOTE_FILES);
      givesTheToken();
      drawsAndUndoes();
      savesAndShares();
      triesATestImage();
      correctsAndForgets();
      assertThat(page.run("return noted.sort().join()")) // a browser encodes pictures at once
          .isEqualTo("saved drawing.png,saved report.html,shared drawing.png");
      keepsTheTokenForThisTab();
      server.process().destroy();
      server.await();
      page.press(" ", DOWN);
      assertThat(page.text("[role=alert]")).contains("cannot be reached", "picture is kept");
      tabTo("#retry");
      page.press(Keys.ENTER);
      assertThat(page.focused()).isEqualTo("retry");
    } finally {
      server.process().destroyForcibly();
    }
  }

  private void tabTo(String selector) {
    String there = "return document.activeElement.matches(arguments[0])";
    for (int i = 0; i < MOST_TABS && page.run(there, selector).equals("false"); i++) {
      page.press(Keys.TAB);
    }
    assertThat(page.run(there, selector)).as(selector).isEqualTo("true");
  }

  private void draw() {
    page.press(" ", DOWN.repeat(15), Keys.ESCAPE);
  }

  private void givesTheToken() throws Exception {
    page.press(Keys.TAB);
    assertThat(page.focused()).isEqualTo("pad");
    page.listen();
    draw();
    assertThat(page.spoken()).contains("pen down", "row 8, column 15", "row 22, column 15");
    assertThat(page.text("[role=alert]")).contains("asks for an access token");
    browser.screenshot("wide-light-token");
    tabTo("#token");
    page.press("wrong", Keys.ENTER);
    assertThat(page.text("[role=alert]")).contains("access token is wrong");
    page.press("secret", Keys.ENTER);
    assertThat(page.find("#notice").isDisplayed()).isFalse();
    assertThat(page.text("#digit")).isEqualTo("1");
    assertThat(page.focused()).isEqualTo("pad");
    page.await("#spoken", "1. ");
  }

  private void drawsAndUndoes() {
    tabTo("#undo");
    page.press(Keys.ENTER);
    assertThat(page.text("#digit")).isEqualTo("?");
    assertThat(page.focused()).isEqualTo("pad");
    page.press(Keys.ARROW_UP.toString().repeat(15));
    draw();
    tabTo("#clear");
    page.press(Keys.ENTER);
    assertThat(page.text("#digit")).isEqualTo("?");
    page.pressControl("z");
    assertThat(page.text("#digit")).isEqualTo("1");
  }

  private void savesAndShares() {
    tabTo("#upload");
    String outline = "return getComputedStyle(document.querySelector('label.button')).outlineStyle";
    assertThat(page.run(outline)).isEqualTo("solid");
    tabTo("#save");
    page.press(Keys.ENTER);
    tabTo("#share");
    page.press(Keys.ENTER);
  }

  private void triesATestImage() {
    tabTo("#try summary");
    page.press(Keys.ENTER);
    page.await("#none", "dashed border");
    tabTo("#examples button");
    page.press(Keys.ENTER);
    page.await("#digit", "0");
    tabTo("#bars button");
    page.press(Keys.TAB, Keys.SPACE);
    assertThat(page.find("#bars [aria-pressed=true]").getText()).startsWith("1");
    page.await("#about", "against it, ");
  }

  private void correctsAndForgets() {
    tabTo("#truth");
    page.press("8");
    tabTo("#tell");
    page.press(Keys.ENTER);
    page.await("#told", "Kept as “8” for the next training.");
    assertThat(page.focused()).isEqualTo("tell");
    tabTo("#untell");
    tabTo("#kept summary");
    page.press(Keys.ENTER);
    page.await("#listed", "One is kept");
    tabTo("#corrections button");
    page.press(Keys.ENTER);
    page.await("#listed", "Nothing is kept.");
    assertThat(page.text("#told")).isEmpty();
    tabTo("#report");
    page.press(Keys.ENTER);
    page.runAsync(
        "const look = () => noted.length > 2 ? arguments[0]() : setTimeout(look, 5); look()");
  }

  private void keepsTheTokenForThisTab() {
    page.reload();
    page.draw(LINE);
    assertThat(page.text("#digit")).isEqualTo("1");
    assertThat(page.find("#runs").isDisplayed()).as("a link carries no token").isFalse();
    assertThat(page.run("return localStorage.length + document.cookie.length")).isEqualTo("0");
  }
}
