package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.evaluation.EpochHistogram;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final String CURVES = "//section[@id='learning']//*[@class='line s%d']";

  @TempDir private Path runs;

  private SmallRun train(String... overrides) {
    return SmallRun.train(runs, "a", overrides);
  }

  /** The curve's entries in both legends. */
  private static List<String> curves(Markup page, int style) {
    return page.texts(CURVES.formatted(style));
  }

  @Test
  void showsEverythingOfARun() {
    Markup page = train().report();
    assertThat(page.sections())
        .containsExactly(
            "learning",
            "steps",
            "confusion",
            "classes",
            "mistakes",
            "calibration",
            "units",
            "distributions",
            "hidden",
            "times",
            "configuration",
            "provenance");
    assertThat(page.texts("//nav//a/@href"))
        .containsExactlyElementsOf(page.sections().stream().map(id -> "#" + id).toList());
    assertThat(page.texts("//h1")).containsExactly("a");
    assertThat(page.texts("//section[@id='provenance']//tr[*[1]='First layer']/*[2]"))
        .containsExactly("dense");
    assertThat(page.texts("//table[@class='heat']//td[contains(@style, '--heat')]")).hasSize(100);
    assertThat(page.texts("//section[@id='learning']//tbody/tr")).hasSize(2);
    assertThat(page.texts("//*[@class='note']")).isEmpty();
  }

  @Test
  void showsEachStepAsItWasKept() throws IOException {
    SmallRun run = train("training.batch-size=6");
    int steps = run.run().steps().size();
    Markup page = run.report();
    assertThat(page.texts("//section[@id='steps']//figcaption"))
        .containsExactly(
            "Loss of each batch",
            "Accuracy of each batch, %",
            "Norm of the weights",
            "Norm of the gradient");
    assertThat(page.texts("//section[@id='steps']//*[@class='line other']")).hasSize(2);
    assertThat(page.texts("//section[@id='steps']//svg/@aria-label").get(0))
        .matches(
            "Loss of each batch by step\\. smoothed: from .* in step \\d+ to .* in step %d\\."
                .formatted(steps));
    Files.delete(run.run().directory().steps());
    assertThat(run.report().sections()).doesNotContain("steps");
  }

  @Test
  void showsTheMistakesOfTheEvaluation() {
    SmallRun run = train();
    long wrong = Math.round(200 * (1 - run.run().evaluation().orElseThrow().accuracy()));
    assertThat(wrong).isPositive();
    Markup page = run.report();
    assertThat(page.texts("//section[@id='mistakes']/p[1]").get(0))
        .startsWith("The network is wrong on %d of 200 test images.".formatted(wrong));
    assertThat(page.texts("//figure[@class='card']")).hasSize((int) Math.min(wrong, 24));
    assertThat(page.texts("//figure[@class='card']/img/@src"))
        .allMatch(source -> source.startsWith("data:image/png;base64,"));
  }

  @Test
  void showsWhatSpeaksForTheAnswerAndForTheTruth() {
    Markup page = train().report();
    String card = "//figure[@class='card'][1]";
    assertThat(page.texts(card + "//*[@class='evidence']//figcaption/b/@class"))
        .containsExactly("predicted", "truth");
    assertThat(page.texts(card + "//*[@class='evidence']//b"))
        .containsExactly(
            page.texts(card + "/figcaption/b[@class='predicted']").get(0),
            page.texts(card + "/figcaption/b[@class='truth']").get(0));
    assertThat(page.texts(card + "//*[@class='evidence']//img/@src"))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(source -> source.startsWith("data:image/png;base64,"));
  }

  @Test
  void placesTheTestImagesAsTheHiddenLayerSeesThem() {
    Markup page = train().report();
    List<String> letters = page.texts("//section[@id='hidden']//svg/text");
    assertThat(letters).hasSize(10).allMatch(all -> all.chars().distinct().count() == 1);
    assertThat(String.join("", letters)).hasSize(200);
    assertThat(page.texts("//section[@id='hidden']//svg/text/@x"))
        .extracting(x -> x.split(" ").length)
        .containsExactlyElementsOf(letters.stream().map(String::length).toList());
    assertThat(page.texts("//section[@id='hidden']//*[@class='legend']//b"))
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    Markup single =
        SmallRun.train(runs, "b", "network.layers=[{units: 10, activation: softmax}]").report();
    assertThat(single.sections()).doesNotContain("hidden");
  }

  @Test
  void showsWeightsAndOutputsOverTheEpochs() throws IOException {
    SmallRun run = train("training.epochs=30", "training.batch-size=600");
    Markup page = run.report();
    assertThat(page.texts("//section[@id='distributions']/h3"))
        .containsExactly("Weights of layer 1", "Weights of layer 2", "Outputs of hidden layer 1");
    assertThat(page.texts("//section[@id='distributions']//figcaption"))
        .startsWith("epoch 2", "epoch 6")
        .endsWith("epoch 30")
        .hasSize(3 * 8);
    EpochHistogram outputs = run.run().histograms().get(2);
    assertThat(outputs.kind()).isEqualTo(EpochHistogram.Kind.OUTPUTS);
    double counted = outputs.counts().stream().mapToInt(n -> n).sum() / (1 - outputs.zeros());
    int units = run.run().config().run().network().layers().get(0).units().orElseThrow();
    assertThat(page.texts("//section[@id='distributions']/p[1]").get(0))
        .contains("for the first %.0f training images".formatted(counted / units));
    Files.delete(run.run().directory().histograms());
    assertThat(run.report().texts("//section[@id='distributions']/*[@class='note']"))
        .singleElement()
        .asString()
        .startsWith("This run did not record them");
  }

  @Test
  void showsTheCalibrationWithATemperatureAndWithout() {
    Markup page =
        train("training.temperature-scaling=true", "training.validation-split=0.3").report();
    assertThat(page.texts("//section[@id='calibration']//figcaption"))
        .hasSize(2)
        .allMatch(caption -> caption.matches("(Reliability diagram, at|Without the) temper.*"));
    assertThat(page.texts("//section[@id='provenance']//tr[*[1]='Temperature']/*[2]"))
        .singleElement()
        .asString()
        .endsWith("set by the images held out");
  }

  @Test
  void praisesANetworkWithoutMistakes() {
    Markup page = train("training.epochs=40").report();
    assertThat(page.texts("//section[@id='mistakes']/p"))
        .containsExactly("The network is right about all 200 test images.");
    assertThat(page.texts("//section[@id='confusion']//li")).containsExactly("none");
  }

  @Test
  void drawsThreeCurvesWithAValidationSet() {
    Markup page = train("training.validation-split=0.1").report();
    assertThat(page.texts("//section[@id='learning']//g/title"))
        .containsExactly("training", "test", "validation", "training", "test", "validation");
    assertThat(curves(page, 0)).hasSize(2);
    assertThat(curves(page, 1)).hasSize(2);
    assertThat(curves(page, 2)).hasSize(2);
    assertThat(page.texts("//section[@id='learning']//thead//th")).contains("validation loss");
  }

  @Test
  void drawsNoTestCurveWhereThereWasNoTest() {
    Markup page = train("training.evaluate=never").report();
    assertThat(curves(page, 1)).isEmpty();
    assertThat(page.sections())
        .containsExactly(
            "learning", "steps", "units", "distributions", "times", "configuration", "provenance");
    assertThat(page.texts("//section[@id='learning']//*[@class='note']")).hasSize(1);
  }

  @Test
  void drawsOnePointForOneEpochOrOneEvaluation() {
    Markup once = train("training.evaluate=end", "training.epochs=3").report();
    assertThat(once.texts("//section[@id='learning']//*[@class='s1']//*[@class='dot']/@cx"))
        .containsExactly("430.0", "430.0");
    Markup one = SmallRun.train(runs, "b", "training.epochs=1").report();
    assertThat(one.texts("//section[@id='learning']//*[@class='s0']//*[@class='dot']/@cx"))
        .containsExactly("239.0", "239.0");
    assertThat(one.texts("//section[@id='times']//svg")).isEmpty();
  }

  @Test
  void showsARunInterruptedInItsFirstEpoch() {
    Markup page = SmallRun.train(runs, "a", () -> true).report();
    assertThat(page.texts("//section[@id='learning']/*[@class='note']"))
        .containsExactly("No epoch was completed, so there are no curves by epoch.");
    assertThat(page.sections()).contains("confusion", "mistakes", "units");
    assertThat(page.texts("//*[@class='eyebrow']")).first().asString().endsWith("interrupted");
  }

  @Test
  void showsADivergedRunWithoutModel() {
    Markup page =
        train(
                "training.loss=mean-squared-error",
                "network.layers=[{units: 8}, {units: 10}]",
                "training.optimizer={name: sgd, learning-rate: 1000}")
            .report();
    assertThat(page.sections())
        .containsExactly("learning", "steps", "times", "configuration", "provenance");
    assertThat(page.texts("//*[@class='eyebrow']")).first().asString().endsWith("diverged");
  }

  @Test
  void doesNotTakeOtherOutputsForProbabilities() {
    Markup page =
        train(
                "training.loss=mean-squared-error",
                "network.layers=[{units: 1, activation: relu}, {units: 10}]")
            .report();
    assertThat(page.sections()).contains("mistakes").doesNotContain("calibration");
    assertThat(page.texts("//section[@id='mistakes']/p"))
        .hasSize(2)
        .last()
        .asString()
        .contains("outputs are not probabilities");
    assertThat(page.texts("//section[@id='units']//img")).hasSize(1);
  }

  @Test
  void showsTheOutputUnitsOfANetworkWithoutHiddenOnes() {
    Markup page = train("network.layers=[{units: 10, activation: softmax}]").report();
    assertThat(page.texts("//section[@id='units']//figcaption"))
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(page.texts("//section[@id='units']/p"))
        .first()
        .asString()
        .contains("one unit per class");
  }

  @Test
  void showsSomeUnitsOfMany() {
    Markup page =
        train(
                "training.epochs=1",
                "network.layers=[{units: 1000, activation: relu}, {units: 10, activation: softmax}]")
            .report();
    assertThat(page.texts("//section[@id='units']//img")).hasSize(64);
    assertThat(page.texts("//section[@id='units']/p"))
        .first()
        .asString()
        .contains("These are the 64 of 1,000 units with the largest weights");
  }

  @Test
  void hasShortTablesOfLongRuns() {
    Markup page = train("training.epochs=60", "training.batch-size=600").report();
    assertThat(page.texts("//section[@id='learning']//tbody/tr/th"))
        .hasSize(20)
        .startsWith("3")
        .endsWith("60");
    assertThat(page.texts("//section[@id='learning']//caption"))
        .first()
        .asString()
        .startsWith("Some of the 60 epochs; all are in metrics.csv.");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    SmallRun run = train();
    Files.delete(run.run().directory().provenance());
    Files.delete(run.run().directory().evaluation());
    Files.delete(run.run().directory().metrics());
    Findings findings = new Findings(Optional.empty(), List.of("No model."));
    Markup page = Markup.of(RunReport.of(run.run(), findings).html());
    assertThat(page.sections()).containsExactly("learning", "steps", "configuration", "provenance");
    assertThat(page.texts("//*[@class='note']"))
        .containsExactly(
            "No model.",
            "No epoch was completed, so there are no curves by epoch.",
            "The run's provenance.json is missing or cannot be read.");
  }

  @Test
  void foreignTextNeverBecomesMarkup() throws IOException {
    SmallRun run = train();
    Path provenance = run.run().directory().provenance();
    String hostile =
        "</td><script>alert('x')</script><img src=\\\"http://x/y\\\" onerror=\\\"z\\\"/>";
    Files.writeString(
        provenance, Files.readString(provenance).replace("\"memory\"", "\"" + hostile + "\""));
    Path renamed = runs.resolve("<b>&amp;'\"{{name}}\u202E");
    Files.move(run.run().directory().path(), renamed);
    SmallRun moved = new SmallRun(new SavedRun(new RunDirectory(renamed)), run.inspection());
    Markup page = moved.report();
    assertThat(page.texts("//h1")).containsExactly("<b>&amp;'\"{{name}}\uFFFD");
    assertThat(page.texts("//script | //@onerror | //b[text()]")).doesNotContain("alert('x')", "z");
    assertThat(page.texts("//td[contains(., 'script')]"))
        .singleElement()
        .asString()
        .contains("</td><script>alert('x')</script><img src=\"http://x/y\" onerror=\"z\"/>");
  }

  @Test
  void loadsNothing() {
    Markup page = train().report();
    assertThat(page.texts("//script | //link | //iframe | //object | //@onload")).isEmpty();
    assertThat(page.texts("//@src")).isNotEmpty().allMatch(source -> source.startsWith("data:"));
    assertThat(page.texts("//@href")).allMatch(target -> target.startsWith("#"));
    assertThat(page.texts("//style"))
        .noneMatch(css -> css.contains("url(") || css.contains("@import"));
  }

  @Test
  void isAccessible() {
    Markup page = train().report();
    assertThat(page.texts("//th[not(@scope)] | //img[not(@alt)]")).isEmpty();
    assertThat(page.texts("//svg[not(@aria-hidden) and not(@role='img' and @aria-label)]"))
        .isEmpty();
    assertThat(page.texts("/html/@lang")).containsExactly("en");
    assertThat(page.texts("//section[not(h2)]")).isEmpty();
  }

  @Test
  void saysWhichFileIsDamaged() throws IOException {
    SmallRun run = train();
    Path metrics = run.run().directory().metrics();
    Files.writeString(metrics, "epoch,loss\nx,y\n");
    assertThatThrownBy(run::report)
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Line 2 of " + metrics);
  }
}
