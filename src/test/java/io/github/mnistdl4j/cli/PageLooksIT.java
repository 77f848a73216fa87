package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the page looks: pictures of it for people, and what axe-core, a program that looks for
 * mistakes that shut people out, says of it.
 */
@ExtendWith(PageRig.class)
class PageLooksIT {
  private static final String ARROW_DOWN = "\uE015";

  static final List<Point> THREE =
      Stream.concat(arc(0.5, 0.34, 0.15, -175, 90), arc(0.5, 0.67, 0.18, -90, 195)).toList();

  /** WCAG 2.2 A and AA, and good practice. */
  static final String AXE =
      """
      const done = arguments[0];
      axe.run().then(({ violations }) => done(JSON.stringify(
        violations.map(({ help, nodes }) => help + ": " + nodes.map(({ html }) => html)))));
      """;

  /** What most of the ink on the pad is. */
  private static final String INK =
      """
      const pad = document.querySelector("#pad");
      const { data } = pad.getContext("2d").getImageData(0, 0, pad.width, pad.height);
      let light = 0;
      for (let i = 0; i < data.length; i += 4) {
        light += data[i + 3] < 255 ? 0 : data[i] > 127 ? 1 : -1;
      }
      return light > 0 ? "light" : "dark";
      """;

  private final Browser browser;
  private final DrawingPage page;

  PageLooksIT(Browser browser, MnistServer server) {
    this.browser = browser;
    page = browser.open(server.uri());
  }

  @ParameterizedTest
  @CsvSource({
    "wide, 1280, 800, light", "wide, 1280, 800, dark",
    "narrow, 390, 844, light", "narrow, 390, 844, dark"
  })
  void shutsNobodyOut(String size, int width, int height, String scheme) throws IOException {
    browser.resize(width, height);
    browser.prefer("prefers-color-scheme", scheme);
    page.run(axe());
    look(size + "-" + scheme + "-empty", isExamined(scheme, width < 500));

    page.draw(List.of(THREE));
    look(size + "-" + scheme + "-drawn", isExamined(scheme, width < 500));

    page.click("#bars li:nth-child(9) button");
    look(size + "-" + scheme + "-explained", isExamined(scheme, width < 500));

    page.click("#clear");
    page.draw(PageNumbersIT.THREE_SEVEN);
    look(size + "-" + scheme + "-number", isExamined(scheme, width < 500));
  }

  /**
   * Whether axe-core looks at a page in these colours: each width and each scheme once, for colours
   * do not depend on the width, nor places on the colours; with {@code -Plong} each with each.
   */
  static boolean isExamined(String scheme, boolean narrow) {
    return scheme.equals("dark") == narrow || Boolean.getBoolean("looks.all");
  }

  private void look(String name, boolean examined) throws IOException {
    browser.screenshot(name);
    if (examined) {
      assertThat(violations()).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> fitsAnyWidth() {
    page.draw(PageNumbersIT.THREE_SEVEN);
    return Stream.of(320, 360, 390, 640, 800, 1024, 1600, 1920)
        .map(width -> DynamicTest.dynamicTest(width + " pixels", () -> fits(width)));
  }

  private void fits(int width) throws IOException {
    browser.resize(width, 800);
    browser.screenshot("width-" + width);
    assertThat(page.run("return document.documentElement.scrollWidth"))
        .isEqualTo(Integer.toString(width));
    assertThat(page.find("#pad").getRect().width).isGreaterThan(250);
  }

  /** At 640 pixels the page is as at 1280 and a zoom of 200 %. */
  @ParameterizedTest
  @CsvSource({
    "320, light",
    "640, dark",
    "1920, light",
    "390, forced",
    "1280, forced",
    "1920, forced"
  })
  void shutsNobodyOutAtAnySize(int width, String scheme) throws IOException {
    browser.resize(width, 1000);
    boolean forced = scheme.equals("forced");
    browser.prefer(forced ? "forced-colors" : "prefers-color-scheme", forced ? "active" : scheme);
    page.run(axe());
    page.draw(List.of(THREE));
    page.find("#try summary").sendKeys("\n");
    page.await("#none", "dashed border");
    browser.screenshot("size-%d-%s".formatted(width, scheme));
    page.run("document.querySelector('.inside').scrollIntoView()");
    browser.screenshot("size-%d-%s-inside".formatted(width, scheme));
    assertThat(violations()).isEmpty();
    String border = "return getComputedStyle(document.querySelector('#pad')).borderTopWidth";
    assertThat(page.run(border)).isEqualTo(forced ? "2px" : "0px");
  }

  @Test
  void isPrintedInDarkInkThoughItIsLightOnADarkScreen() {
    browser.prefer("prefers-color-scheme", "dark");
    page.draw(List.of(THREE));
    assertThat(page.run(INK)).isEqualTo("light");
    String drawn = page.picture("#pad");
    browser.print();
    page.awaitOtherPicture("#pad", drawn);
    assertThat(page.run(INK)).isEqualTo("dark");
  }

  @Test
  void keepsStillForThoseWhoWantThat() {
    String duration =
        "return getComputedStyle(document.querySelector('.track'), '::before').transitionDuration";
    assertThat(page.run(duration)).isEqualTo("0.12s");
    browser.prefer("prefers-reduced-motion", "reduce");
    assertThat(page.run(duration)).isEqualTo("0s");
  }

  @Test
  void paintsTheDrawingAnewWhenTheColoursChange() {
    page.press("\t", " ", ARROW_DOWN.repeat(9));
    String light = page.picture("#pad");
    browser.prefer("prefers-color-scheme", "dark");
    page.awaitOtherPicture("#pad", light);
    assertThat(page.pixels("#pad")).contains(0xEF);
  }

  /** Some points of an arc of a circle, angles in degrees clockwise from the right. */
  static Stream<Point> arc(double x, double y, double radius, int from, int to) {
    return IntStream.rangeClosed(0, 6)
        .mapToDouble(i -> Math.toRadians(from + (to - from) * i / 6.0))
        .mapToObj(a -> new Point(x + radius * Math.cos(a), y + radius * Math.sin(a)));
  }

  private List<String> violations() {
    return violations(page);
  }

  /** Returns what axe-core finds on a page that it was loaded into. */
  static List<String> violations(DrawingPage page) {
    List<String> violations = new ArrayList<>();
    JsonParser.parseString(page.runAsync(AXE))
        .getAsJsonArray()
        .forEach(violation -> violations.add(violation.getAsString()));
    return violations;
  }

  /** Returns axe-core's script. */
  static String axe() throws IOException {
    try (InputStream in = PageLooksIT.class.getResourceAsStream("/axe.min.js")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
