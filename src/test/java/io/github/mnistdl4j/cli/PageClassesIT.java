package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of models whose classes are no digits. */
@ExtendWith(PageRig.class)
class PageClassesIT {
  private static final String LONG = "a very long name of sixty characters, which needs more room";
  private static final DatasetInfo TOOLS =
      new DatasetInfo(9, 12, List.of("saw", "<b>file</b>", LONG), Preparation.PLAIN);
  private static final List<List<Point>> STROKE =
      List.of(List.of(new Point(0.5, 0.2), new Point(0.5, 0.8)));

  private static DrawingPage open(
      Browser browser, ScriptedServer server, DatasetInfo images, int label) {
    server.serves(images.classes());
    server.reply(200, ScriptedServer.answer(images, label), Map.of());
    return browser.open(server.uri());
  }

  @Test
  void namesTheClassesAndShowsImagesThatAreNotSquare(Browser browser) throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      DrawingPage page = open(browser, server, TOOLS, 1);
      page.await("h1", "Draw an image");
      assertThat(page.text("#purpose")).isEqualTo("A small neural network says what it is.");
      page.draw(STROKE);
      assertThat(page.text("#digit")).isEqualTo("<b>file</b>");
      assertThat(page.text("#verdict")).isEqualTo("91.0 % sure, next saw with 4.5 %");
      assertThat(
              page.run(
                  "return [...document.querySelectorAll('#bars .name')].map((e) => e.textContent).join()"))
          .isEqualTo("saw,<b>file</b>," + LONG);
      assertThat(page.text("#size")).isEqualTo("12 × 9 pixels");
      assertThat(page.pixels("#input")).hasSize(3 * 108).containsOnly(128);
      browser.screenshot("classes-tools");
      page.click("#bars li:nth-child(1) button");
      assertThat(page.text("#about")).startsWith("For saw, most of all ");
      assertThat(browser.problems(server.uri())).isEmpty();
    }
  }

  @Test
  void showsTheTenMostProbableOfAThousandClasses(Browser browser) throws Exception {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
    DatasetInfo many = new DatasetInfo(32, 32, names, Preparation.PLAIN);
    try (ScriptedServer server = new ScriptedServer()) {
      DrawingPage page = open(browser, server, many, 777);
      page.draw(STROKE);
      assertThat(page.text("#digit")).isEqualTo("class 777");
      assertThat(page.run("return document.querySelectorAll('#bars li').length")).isEqualTo("10");
      assertThat(page.text("#bars li:nth-child(1) .name")).isEqualTo("class 777");
      assertThat(page.text("#bars li:nth-child(1) .number")).isEqualTo("91.0 %");
      browser.screenshot("classes-many");
      page.click("#bars li:nth-child(2) button");
      assertThat(page.text("#about")).startsWith("For class 0, most of all ");
    }
  }

  @Test
  void learnsTheClassesOfAModelThatIsLoadedLater(Browser browser) throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      DrawingPage page = browser.open(server.uri());
      page.draw(STROKE);
      assertThat(page.text("#digit")).isEqualTo("3");
      assertThat(page.text("h1")).isEqualTo("Draw a digit");
      server.serves(TOOLS.classes());
      server.reply(200, ScriptedServer.answer(TOOLS, 0), Map.of());
      page.draw(STROKE);
      assertThat(page.text("#digit")).isEqualTo("saw");
      assertThat(page.text("h1")).isEqualTo("Draw an image");
    }
  }
}
