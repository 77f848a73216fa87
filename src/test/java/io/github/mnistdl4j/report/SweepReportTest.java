package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SmallSweep;
import io.github.mnistdl4j.sweep.SweepDirectory;
import io.github.mnistdl4j.sweep.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {
  @TempDir private Path runs;

  private static Markup page(SweepResult result) {
    return Markup.of(SweepReport.of("a <b> & c", result, Optional.empty()));
  }

  @Test
  void drawsALineForEachConfigurationAcrossAllAxes() {
    Markup page = page(SmallSweep.run(runs, "a"));
    assertThat(page.texts("//h1")).containsExactly("a <b> & c");
    assertThat(page.sections())
        .containsExactly("coordinates", "effects", "learning", "best", "ranking");
    assertThat(page.texts("//*[@class='name' and @y='24']"))
        .containsExactly("layers[0].units", "learning-rate", "val-loss");
    assertThat(page.texts("//*[starts-with(@class, 'trial q')]/@d"))
        .hasSize(4)
        .allMatch(path -> path.matches("M70\\.0,[\\d.]+L200\\.0,[\\d.]+L330\\.0,[\\d.]+"));
    assertThat(page.texts("//*[@class='trial q0']/@d")).singleElement().asString().endsWith("46.0");
    assertThat(page.texts("//section[@id='ranking']//tbody/tr")).hasSize(4);
  }

  @Test
  void namesTheBestThreeCurvesAndKeepsTheOthersBehind() {
    Markup page = page(SmallSweep.run(runs, "a"));
    assertThat(page.texts("//section[@id='learning']//figcaption"))
        .containsExactly("Validation loss, logarithmic", "Validation accuracy, %");
    assertThat(page.texts("//figure[1]//li")).hasSize(3);
    assertThat(page.texts("//figure[1]//*[@class='line other']/@d")).hasSize(1);
  }

  @Test
  void showsWhatEachSettingDidAndLinksTrialsToTheirReports() throws IOException {
    SweepResult result = SmallSweep.run(runs, "a");
    Files.writeString(runs.resolve("a/trial-002/report.html"), "");
    SweepDirectory directory = new SweepDirectory(runs.resolve("a"));
    Markup page = Markup.of(SweepReport.of(directory, result, Optional.empty()));
    String effects = "//section[@id='effects']";
    assertThat(page.texts(effects + "//figcaption"))
        .hasSize(2)
        .allMatch(
            text -> text.matches("(learning-rate|layers\\[0].units) ρ = [+−][01]\\.\\d\\d.*"));
    assertThat(page.texts(effects + "//circle")).hasSize(8);
    assertThat(page.texts(effects + "//*[@class='note']")).hasSize(1);
    assertThat(page.texts("//section[@id='ranking']//a/@href"))
        .containsExactly("trial-002/report.html");
  }

  @Test
  void givesTheBestConfigurationToCopy() {
    SweepResult result = SmallSweep.run(runs, "a");
    SavedRun winner = SmallRun.train(runs, "winner").run();
    Markup page = Markup.of(SweepReport.of("a", result, Optional.of(winner)));
    assertThat(page.texts("//pre[@class='copy']")).singleElement().asString().contains("epochs:");
    assertThat(page.texts("//section[@id='best']//a/@href")).containsExactly("winner/report.html");
    assertThat(page.texts("//section[@id='best']//tr/th"))
        .containsExactly("network.layers[0].units", "training.optimizer.learning-rate");
  }

  @Test
  void showsSeveralSeedsOfAConfigurationInOneRow() {
    Markup page = page(SmallSweep.run(runs, "a", "search.trials=2", "search.seeds=[1, 2]"));
    assertThat(page.texts("//section[@id='ranking']//tbody/tr/th"))
        .hasSize(2)
        .allMatch(trials -> trials.matches("trial-00\\d trial-00\\d"));
  }

  @Test
  void saysWhenNothingHasAResult() {
    SweepResult none =
        new SweepResult(
            SmallSweep.config(runs), List.of(), 4, SweepResult.SweepOutcome.INTERRUPTED, 0.5);
    Markup page = page(none);
    assertThat(page.texts("//*[@class='note']")).hasSize(4);
    assertThat(page.texts("//svg")).isEmpty();
  }

  @Test
  void showsASearchOfOneValueAndOneTrial() {
    Markup page =
        page(
            SmallSweep.run(
                runs, "a", "search.trials=1", "search.space={training.batch-size: [100]}"));
    assertThat(page.texts("//*[@class='trial q0']/@d")).containsExactly("M70.0,168.0L200.0,46.0");
  }

  @Test
  void ranksRungsOfHalving() throws IOException {
    SweepResult result =
        SmallSweep.run(runs, "a", "search.method=halving", "search.halving.reduction-factor=2");
    assertThat(page(result).texts("//section[@id='ranking']//tbody/tr/td[5]"))
        .containsExactly("2", "2", "1", "1");
    assertThat(Files.exists(new RunDirectory(runs.resolve("a")).config())).isFalse();
  }
}
