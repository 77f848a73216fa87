package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of other processes, watched in a browser. */
@ExtendWith(PageRig.class)
class LivePageIT {
  private static final String ENDLESS = "training.epochs=100000";

  @TempDir private Path folder;
  private final Browser browser;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  LivePageIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void prepare() throws IOException {
    program = Program.in(folder).through("env", "--default-signal=INT");
  }

  @Test
  void followsATrainingFromItsStartToItsEndThoughItIsReloaded() throws Exception {
    RunningProgram training =
        program.start("train", "--name", "a", "--live", "-s", ENDLESS, "-s", "runtime.threads=1");
    try {
      URI server = MnistServer.address(training);
      DrawingPage page = browser.open(server);
      page.await("#answers-words", "test images");
      page.await("#word", "Running");
      long before = steps(page);
      page.reload();
      page.await("#answers-words", "test images");
      assertThat(steps(page)).as("everything so far").isGreaterThanOrEqualTo(before);
      assertThat(page.text("#run")).isEqualTo("a");
      assertThat(page.text("#detail")).contains("of 100000, step");
      assertThat(page.run("return document.querySelectorAll('#curves [role=img] path').length"))
          .as("raw and smoothed loss and accuracy, and the learning rate")
          .isEqualTo("5");
      assertThat(page.run("return document.querySelectorAll('#norms [role=img] path').length"))
          .isEqualTo("4");

      training.signal("INT");
      page.await("#word", "Interrupted");
      Output output = training.await();
      assertThat(output.exitCode()).as(output.err()).isEqualTo(TrainingReport.INTERRUPTED);
      assertThat(page.find("#answers").isDisplayed()).as("it keeps what it shows").isTrue();
      assertThat(Files.readAllLines(program.runs().resolve("a/steps.csv")))
          .hasSizeBetween(3, 10_001);
    } finally {
      training.process().destroyForcibly();
    }
  }

  @Test
  void waitsForARunAndTurnsToTheNextOne() throws Exception {
    RunningProgram watch = program.start("watch");
    try {
      URI server = MnistServer.address(watch);
      assertThat(Files.readString(watch.out())).startsWith("Waiting for the run latest");
      DrawingPage page = browser.open(server);
      page.await("#word", "Waiting for a run");
      assertThat(page.run("return document.querySelectorAll('.charts text').length"))
          .isEqualTo("0");
      Path trained = Program.withRun(folder.resolve("elsewhere")).runs().resolve("a");
      Files.move(trained, Files.createDirectories(program.runs()).resolve("first"));
      page.await("#run", "first");
      page.await("#word", "Finished");
      page.await("#detail", "epoch 2 of 2");
      program.train("second", "-s", "training.epochs=1");
      page.await("#run", "second");
      page.await("#detail", "epoch 1 of 1");
      assertThat(page.run("return document.querySelectorAll('#table tbody tr').length"))
          .isEqualTo("1");
      assertThat(browser.problems(server)).isEmpty();
      looksRight(page);

      Path steps = program.runs().resolve("second/steps.csv");
      Files.write(steps, Files.readAllLines(steps).subList(0, 3)); // as a checkpoint leaves it
      page.await("#detail", "step 2 of");

      watch.process().destroy();
      assertThat(watch.await().exitCode()).isIn(0, 143);
      assertThat(page.text("#run")).isEqualTo("second");
    } finally {
      watch.process().destroyForcibly();
    }
  }

  /** Each width and each choice of colours is judged once: one does not change the other. */
  private void looksRight(DrawingPage page) throws IOException {
    List<String> violations = new ArrayList<>();
    page.run(PageLooksIT.axe());
    for (int width : List.of(1920, 1280, 390, 320)) {
      browser.resize(width, 800);
      assertThat(page.run("return document.documentElement.scrollWidth"))
          .isEqualTo(Integer.toString(width));
      browser.screenshot("live-light-" + width);
    }
    violations.addAll(violations(page));
    browser.prefer("prefers-color-scheme", "dark");
    browser.resize(1280, 800);
    violations.addAll(violations(page));
    browser.screenshot("live-dark");
    browser.prefer("forced-colors", "active");
    browser.resize(1920, 800);
    violations.addAll(violations(page));
    browser.screenshot("live-forced");
    assertThat(violations).isEmpty();
  }

  private static long steps(DrawingPage page) {
    return Long.parseLong(page.run("return document.querySelector('#progress').value"));
  }

  private static List<String> violations(DrawingPage page) {
    List<String> violations = new ArrayList<>();
    JsonParser.parseString(page.runAsync(PageLooksIT.AXE))
        .getAsJsonArray()
        .forEach(violation -> violations.add(violation.getAsString()));
    return violations;
  }
}
