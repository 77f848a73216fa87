package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.SweepResult;
import io.github.mnistdl4j.sweep.Trial;
import io.github.mnistdl4j.sweep.TrialResult;
import io.github.mnistdl4j.sweep.TrialResult.TrialStatus;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of results made by hand, of those above all that trained networks seldom give. */
class SweepPicturesTest {
  private static final String SIZES = "{training.batch-size: [64, 128, 256]}";

  @TempDir private Path folder;

  private SweepConfig config(String training, String space) throws IOException {
    Path file = folder.resolve("sweep.yaml");
    Files.writeString(
        file,
        "training: {validation-split: 0.1, %s}\nsearch: {trials: 9, space: %s}\n"
            .formatted(training, space));
    return ConfigLoader.load(SweepConfig.class, file, List.of());
  }

  /** Without a value if it failed, and otherwise with that of the last loss. */
  private static TrialResult trial(
      SweepConfig config,
      int number,
      List<Setting> settings,
      TrialStatus status,
      double... losses) {
    List<EpochResult> epochs = new ArrayList<>();
    for (double loss : losses) {
      Score score = new Score(loss, 0.5);
      epochs.add(
          new EpochResult(
              epochs.size() + 1,
              1,
              score,
              Optional.of(score),
              Optional.empty(),
              0.001,
              Duration.ofSeconds(1)));
    }
    boolean ended = status == TrialStatus.FINISHED;
    return new TrialResult(
        new Trial("trial-" + number, number, settings, config.with(settings)),
        epochs.size(),
        status,
        epochs,
        ended ? epochs.get(epochs.size() - 1).validation() : Optional.empty(),
        losses.length,
        status == TrialStatus.FAILED ? Optional.of("<no> memory") : Optional.empty());
  }

  private static Candidate candidate(SweepConfig config, TrialResult... trials) {
    return new Candidate(
        trials[0].trial().candidate(), config.search().objective(), List.of(trials));
  }

  private static TrialResult size(
      SweepConfig config, int number, String size, TrialStatus status, double... losses) {
    return trial(config, number, List.of(new Setting("training.batch-size", size)), status, losses);
  }

  private static Markup page(SweepConfig config, Candidate... ranking) {
    SweepResult result =
        new SweepResult(
            config, List.of(ranking), ranking.length, SweepResult.SweepOutcome.INTERRUPTED, 1);
    return Markup.of(SweepReport.of("a", result, Optional.empty()));
  }

  @Test
  void drawsWhatGaveNoResultUpToTheLastAxisOnly() throws IOException {
    SweepConfig config = config("epochs: 2", SIZES);
    Markup page =
        page(
            config,
            candidate(config, size(config, 1, "64", TrialStatus.FINISHED, 0.2, 0.1)),
            candidate(config, size(config, 2, "128", TrialStatus.FAILED)),
            candidate(config, size(config, 3, "256", TrialStatus.DIVERGED, 9)));
    assertThat(page.texts("//*[@class='trial none']/@d"))
        .containsExactly("M70.0,46.0L113.3,46.0", "M70.0,168.0L113.3,168.0");
    assertThat(page.texts("//*[@class='trial none']/*"))
        .containsExactly(
            "trial-3: diverged; training.batch-size=256",
            "trial-2: <no> memory; training.batch-size=128");
    assertThat(page.texts("//section[@id='ranking']//tbody/tr[2]/td[7]"))
        .containsExactly("failed: <no> memory");
  }

  @Test
  void keepsValuesThatAreNoNumbersOutOfTheScale() throws IOException {
    SweepConfig config = config("epochs: 1", SIZES);
    Markup page =
        page(
            config,
            candidate(config, size(config, 1, "64", TrialStatus.FINISHED, 0.1)),
            candidate(config, size(config, 2, "128", TrialStatus.FINISHED, 0.3)),
            candidate(config, size(config, 3, "256", TrialStatus.FINISHED, Double.NaN)));
    assertThat(page.texts("//*[starts-with(@class, 'trial q')]/@d"))
        .containsExactly("M70.0,168.0L200.0,290.0", "M70.0,290.0L200.0,46.0");
  }

  @Test
  void doesNotLetDivergedTrialsFlattenTheCurves() throws IOException {
    SweepConfig config = config("epochs: 2", SIZES);
    Candidate[] ranking =
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                i ->
                    i <= 6
                        ? size(config, i, "64", TrialStatus.FINISHED, 0.3, 0.1 + i / 100.0)
                        : size(config, i, "64", TrialStatus.DIVERGED, 120, 4800))
            .map(trial -> candidate(config, trial))
            .toArray(Candidate[]::new);
    assertThat(page(config, ranking).texts("//figure[1]//*[@text-anchor='end' and @x='42']"))
        .startsWith("0.1")
        .contains("0.2")
        .doesNotContain("100", "5000");
  }

  @Test
  void showsAllEpochsOfThoseThatTrainedForLonger() throws IOException {
    SweepConfig config = config("epochs: 9", SIZES);
    double[] flat = {0.1, 0.1};
    Candidate[] ranking =
        IntStream.rangeClosed(1, 7)
            .mapToObj(i -> size(config, i, "64", TrialStatus.FINISHED, i < 7 ? flat : worse()))
            .map(trial -> candidate(config, trial))
            .toArray(Candidate[]::new);
    assertThat(page(config, ranking).texts("//figure[1]//*[@class='line other']/@d"))
        .hasSize(4)
        .last()
        .asString()
        .matches(".*L430\\.0,[\\d.]+");
  }

  private static double[] worse() {
    return new double[] {0.1, 0.1, 0.9, 0.9};
  }

  @Test
  void tellsKeysApartThatEndAlike() throws IOException {
    String first = "training.callbacks[0].patience";
    String second = "training.callbacks[1].patience";
    SweepConfig config =
        config(
            "callbacks: [{name: early-stopping}, {name: reduce-lr-on-plateau}]",
            "{'%s': [1, 2], '%s': [1, 2]}".formatted(first, second));
    List<Setting> settings = List.of(new Setting(first, "1"), new Setting(second, "2"));
    Markup page =
        page(config, candidate(config, trial(config, 1, settings, TrialStatus.FINISHED, 0.1)));
    assertThat(page.texts("//*[@class='name' and @y='24']"))
        .containsExactly("…backs[0].patience", "…backs[1].patience", "val-loss");
    assertThat(page.texts("//section[@id='ranking']//thead//th[position() > 8]"))
        .containsExactly(first, second);
  }

  @Test
  void showsTheMeanAndEachSeedsOwnValue() throws IOException {
    SweepConfig config = config("epochs: 1", SIZES);
    Markup page =
        page(
            config,
            candidate(
                config,
                size(config, 1, "64", TrialStatus.FINISHED, 0.1),
                size(config, 1, "64", TrialStatus.FINISHED, 0.2)));
    assertThat(page.texts("//section[@id='ranking']//tbody//b")).containsExactly("0.1500");
    assertThat(page.texts("//section[@id='ranking']//tbody//td[3]"))
        .containsExactly("0.1000 0.2000");
  }

  @Test
  void takesNoMarkupFromValues() throws IOException {
    SweepConfig config = config("epochs: 1", "{training.optimizer: [adam]}");
    List<Setting> hostile =
        List.of(new Setting("training.optimizer", "adam"), new Setting("<k>", "\"><script>&"));
    TrialResult safe = trial(config, 1, hostile.subList(0, 1), TrialStatus.FINISHED, 0.1);
    TrialResult result =
        new TrialResult(
            new Trial("<b>'\"", 1, hostile, safe.trial().config()),
            1,
            safe.status(),
            safe.epochs(),
            Optional.empty(),
            1,
            Optional.of("</td>\u0000"));
    Markup page = page(config, candidate(config, safe), candidate(config, result));
    assertThat(page.texts("//script")).isEmpty();
    assertThat(page.texts("//section[@id='ranking']//tbody/tr[2]/th")).containsExactly("<b>'\"");
    assertThat(page.texts("//section[@id='ranking']//tbody/tr[2]/td[9]"))
        .containsExactly("\"><script>&");
  }

  @Test
  void thinsTheLinesOfManyAndListsTheFirst() throws IOException {
    SweepConfig config = config("epochs: 1", SIZES);
    Candidate[] ranking =
        IntStream.rangeClosed(1, 203)
            .mapToObj(i -> size(config, i, "64", TrialStatus.FINISHED, i / 1000.0))
            .map(trial -> candidate(config, trial))
            .toArray(Candidate[]::new);
    Markup page = page(config, ranking);
    assertThat(page.texts("//main/@class")).containsExactly("many");
    assertThat(page.texts("//section[@id='ranking']//tbody/tr")).hasSize(200);
    assertThat(page.texts("//section[@id='ranking']/p[last()]"))
        .containsExactly("And 3 more, in sweep.csv.");
  }
}
