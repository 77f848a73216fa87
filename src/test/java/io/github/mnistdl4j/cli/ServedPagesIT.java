package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of all runs and of one as the server sends them: that they work, and axe-core. */
@ExtendWith(PageRig.class)
class ServedPagesIT {
  private static final String FOLLOW =
      "document.querySelector('a[href=\"runs/mnist/report.html\"]').click(); return ''";

  private final Browser browser;
  private final MnistServer server;

  ServedPagesIT(Browser browser, MnistServer server) {
    this.browser = browser;
    this.server = server;
  }

  private DrawingPage runs() {
    return browser.open(server.uri().resolve("/runs"));
  }

  @Test
  void runTheirOwnScriptAndLeadToReports() {
    DrawingPage page = runs();
    assertThat(page.run("return document.querySelector('#shown').textContent"))
        .matches("\\d+ of \\d+ shown");
    page.run(FOLLOW);
    assertThat(page.run("return document.querySelector('h1').textContent")).isEqualTo("mnist");
    assertThat(page.run("return getComputedStyle(document.querySelector('.chart .line')).fill"))
        .isEqualTo("none");
    assertThat(browser.problems(server.uri())).allMatch(each -> each.startsWith("data:image/png"));
  }

  @Test
  void shutNobodyOut() throws IOException {
    DrawingPage page = browser.open(server.uri().resolve("/runs/mnist/report.html"));
    page.run(PageLooksIT.axe());
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {320, 1920}) {
        browser.resize(width, 800);
        browser.prefer("prefers-color-scheme", scheme);
        browser.screenshot("report-%d-%s".formatted(width, scheme));
        if (PageLooksIT.isExamined(scheme, width < 500)) {
          assertThat(PageLooksIT.violations(page)).isEmpty();
        }
        assertThat(page.run("return document.documentElement.scrollWidth"))
            .isEqualTo(Integer.toString(width));
      }
    }
    browser.prefer("forced-colors", "active");
    browser.screenshot("report-forced");
    assertThat(PageLooksIT.violations(page)).isEmpty();
  }
}
