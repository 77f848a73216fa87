package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.interop.ExportFormat;
import io.github.mnistdl4j.interop.RunExport;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.tfjs.TfjsFile;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page of an export, opened from the disk. */
@ExtendWith(PageRig.class)
class ExportedPageTest {
  private static final Digits IMAGES = SmallDigits.inMemory().test();

  @TempDir private Path folder;

  private SavedRun train() {
    RunDirectory run =
        RunDirectory.create(folder, Optional.of("run"), LocalDateTime.of(2026, 1, 2, 3, 4));
    AppConfig config =
        SmallDigits.config(
            "network.layers=[{units: 9, activation: leaky-relu}, {units: 8, activation: elu}, {activation: softmax}]");
    new TrainingRun(config, SmallDigits.inMemory(), run, Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
    return new SavedRun(run);
  }

  private static DenseModel model(List<String> names) {
    float[] kernel = new float[9 * 12 * names.size()];
    Random random = new Random(1);
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = random.nextFloat();
    }
    float[] bias = new float[names.size()];
    return new DenseModel(
        "test",
        "mnist-dl4j 1",
        9,
        12,
        PixelScale.UNIT,
        Optional.of(PixelScale.UNIT),
        List.of(new DenseWeights(9 * 12, names.size(), kernel, bias, Activation.SOFTMAX, 0, 0, 0)),
        Loss.CATEGORICAL_CROSSENTROPY,
        Optional.empty(),
        names,
        List.of());
  }

  private static List<String> open(Browser browser, Path export, int width, String colours) {
    browser.driver().get("about:blank");
    browser.problems(export.toUri());
    browser.resize(width, 900);
    browser.prefer("prefers-color-scheme", colours);
    browser.driver().get(export.resolve("index.html").toUri().toString());
    return browser.problems(export.toUri());
  }

  private static String text(Browser browser, String id) {
    return browser.driver().findElement(By.id(id)).getText();
  }

  private static void drawOne(Browser browser) {
    WebElement pad = browser.driver().findElement(By.id("pad"));
    int half = pad.getSize().getHeight() / 3;
    new Actions(browser.driver())
        .moveToElement(pad, 0, -half)
        .clickAndHold()
        .moveByOffset(-5, half)
        .moveByOffset(0, half)
        .release()
        .perform();
  }

  @Test
  void answersAsTheRunDoes(Browser browser) throws IOException {
    SavedRun run = train();
    Path export = folder.resolve("out");
    new RunExport(run).write(export, ExportFormat.TFJS, Optional.of(IMAGES));
    assertThat(open(browser, export, 1280, "light")).isEmpty();
    var trained = ModelStore.loadForPrediction(run.directory().model(), run.config().run());
    Answers wanted = Answers.of(trained.network(), IMAGES, 1);
    for (int image = 0; image < 20; image++) {
      List<Double> pixels = new ArrayList<>();
      for (int i = 0; i < 784; i++) {
        pixels.add((IMAGES.pixels()[image * 784 + i] & 0xff) / 255.0);
      }
      List<?> found =
          (List<?>) browser.driver().executeScript("return probabilities(arguments[0])", pixels);
      assertThat(found).hasSize(10);
      for (int label = 0; label < 10; label++) {
        assertThat(((Number) found.get(label)).doubleValue())
            .isCloseTo(wanted.output(image, label), within(1e-6));
      }
    }

    drawOne(browser);
    assertThat(text(browser, "digit")).matches("\\d");
    assertThat(text(browser, "verdict")).matches("(This|Perhaps this) is \\d: \\d+\\.\\d %");
    assertThat(browser.driver().findElements(By.cssSelector("#bars li"))).hasSize(10);
    browser.screenshot("exported-1280-light");
    browser.driver().findElement(By.id("pad")).sendKeys(Keys.DELETE);
    assertThat(text(browser, "digit")).isEqualTo("?");
    browser.driver().findElement(By.id("pad")).sendKeys(Keys.SPACE, Keys.ARROW_DOWN, Keys.ESCAPE);
    assertThat(text(browser, "digit")).matches("\\d");
    assertThat(browser.problems(export.toUri())).isEmpty();
  }

  @Test
  void takesOtherClassesAndSizes(Browser browser) throws IOException {
    Path export = folder.resolve("out <b>");
    List<String> names = List.of("お", "<img src=x onerror=alert(1)>", "</script><b>", "none");
    TfjsFile.write(model(names), export);
    assertThat(open(browser, export, 360, "dark")).isEmpty();
    drawOne(browser);
    assertThat(names).contains(text(browser, "digit"));
    assertThat(
            browser.driver().findElements(By.cssSelector("#bars .name")).stream()
                .map(name -> name.getDomProperty("textContent")))
        .containsExactlyElementsOf(names);
    assertThat(text(browser, "size")).isEqualTo("12 × 9 pixels");
    assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(360L);
    browser.screenshot("exported-360-dark");
    assertThat(browser.problems(export.toUri())).isEmpty();
  }
}
