package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunsFolder;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of all runs in a browser: its script, and what axe-core says of it. */
@ExtendWith(PageRig.class)
class RunsPagesIT {
  private static final String NAMES =
      "return Array.from(document.querySelectorAll('tbody tr:not([hidden]) th'))"
          + ".map(th => th.firstChild.textContent).join()";

  @TempDir private Path runs;
  private final Browser browser;

  RunsPagesIT(Browser browser) {
    this.browser = browser;
  }

  private void train(String name, int day, String... settings) {
    Clock clock =
        Clock.fixed(Instant.parse("2026-01-0%dT03:04:05Z".formatted(day)), ZoneOffset.UTC);
    RunDirectory run = RunDirectory.create(runs, Optional.of(name), LocalDateTime.now(clock));
    new TrainingRun(SmallDigits.config(settings), SmallDigits.inMemory(), run, clock)
        .train(new TrainingCallback() {}, () -> false);
  }

  private DrawingPage index() {
    Output output = Output.of("report", "--all", "--runs-dir", runs.toString());
    assertThat(output.lines()).containsExactly("The report is " + runs.resolve("index.html"));
    return browser.open(runs.resolve("index.html").toUri());
  }

  private static String clicked(DrawingPage page, String button) {
    return page.run("document.querySelector('%s').click(); ".formatted(button) + NAMES);
  }

  private static String filtered(DrawingPage page, String field, String value) {
    String script =
        "document.forms[0].reset(); const field = document.forms[0].elements['%s'];"
            + " field.value = '%s'; field.dispatchEvent(new Event('input', {bubbles: true})); ";
    return page.run(script.formatted(field, value) + NAMES);
  }

  @Test
  void sortsAndFilters() throws IOException {
    train("b", 1, "training.epochs=1", "network.layers[0].units=9");
    train("c", 2, "training.epochs=1");
    train("a", 3, "training.epochs=1");
    new RunsFolder(runs).tag("c", List.of("Baseline"));
    Files.delete(runs.resolve("c/evaluation.json"));
    DrawingPage page = index();
    assertThat(page.run(NAMES)).isEqualTo("a,c,b");
    assertThat(clicked(page, "thead th:first-child button")).isEqualTo("a,b,c");
    assertThat(clicked(page, "thead th:first-child button")).isEqualTo("c,b,a");
    assertThat(clicked(page, "thead th:nth-child(6) button")).endsWith("b");
    assertThat(page.run("return document.querySelector('[aria-sort]').textContent"))
        .isEqualTo("parameters");
    assertThat(filtered(page, "words", "UNITS=9 finished")).isEqualTo("b");
    assertThat(filtered(page, "words", "baseline")).isEqualTo("c");
    assertThat(page.run("return document.querySelector('#shown').textContent"))
        .isEqualTo("1 of 3 shown");
    assertThat(filtered(page, "from", "2026-01-02")).isEqualTo("c,a");
    assertThat(filtered(page, "to", "2026-01-02")).isEqualTo("c,b");
    filtered(page, "words", "");
    for (String way : List.of("ascending", "descending")) {
      String sorted = clicked(page, "thead th:nth-child(2) button");
      assertThat(sorted).as("by accuracy, %s", way).hasSize(5).endsWith("c");
    }
    assertThat(browser.problems(runs.toUri())).isEmpty();
  }

  @Test
  void shutsNobodyOut() throws IOException {
    train("a", 1);
    train("b", 2);
    new RunsFolder(runs).tag("a", List.of("baseline"));
    DrawingPage page = index();
    page.run(PageLooksIT.axe());
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {320, 1280}) {
        browser.resize(width, 800);
        browser.prefer("prefers-color-scheme", scheme);
        browser.screenshot("runs-%d-%s".formatted(width, scheme));
        assertThat(PageLooksIT.violations(page)).isEmpty();
        assertThat(page.run("return document.documentElement.scrollWidth"))
            .isEqualTo(Integer.toString(width));
      }
    }
    browser.prefer("forced-colors", "active");
    browser.screenshot("runs-forced");
    assertThat(PageLooksIT.violations(page)).isEmpty();
  }
}
