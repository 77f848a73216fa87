package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.PairedMistakes;
import io.github.mnistdl4j.report.PairedRuns.AskedRun;
import io.github.mnistdl4j.run.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsReportTest {
  private static final String SETTINGS = "//section[@id='differences']//tbody/tr";

  @TempDir private Path runs;

  private SavedRun train(String name, String... overrides) {
    return SmallRun.train(runs, name, overrides).run();
  }

  private static Markup page(SavedRun... compared) {
    return Markup.of(RunsReport.of(List.of(compared), List.of(), List.of()));
  }

  @Test
  void drawsEveryRunIntoTheSameCharts() {
    Markup page = page(train("a"), train("b", "training.optimizer=adam"));
    assertThat(page.texts("//figure/figcaption"))
        .containsExactly(
            "Test accuracy, %",
            "Test loss, logarithmic", "Training accuracy, %", "Training loss, logarithmic");
    assertThat(page.texts("//figure[1]//li")).containsExactly("a", "b");
    assertThat(page.texts("//section[@id='results']//tbody/tr/th")).containsExactly("a", "b");
    assertThat(page.texts("//section[@id='results']//tbody//b")).isNotEmpty();
    assertThat(page.texts("//section[@id='classes']//tbody/tr")).hasSize(10);
    assertThat(page.texts("//*[@class='note']")).isEmpty();
  }

  @Test
  void listsTheSettingsThatDiffer() {
    Markup page =
        page(
            train("a"),
            train("b", "training.epochs=1", "network.layers[0].units=9"),
            train("c", "network.layers=[{units: 10, activation: softmax}]"));
    assertThat(page.texts(SETTINGS))
        .containsExactly(
            "network.layers [{units: 8, activation: relu, slope: 0.2, dropout: 0.0, l1: 0.0, l2: 0.0},"
                + " {units: 10, activation: softmax, slope: 0.2, dropout: 0.0, l1: 0.0, l2: 0.0}]"
                + " [{units: 8, activation: relu, slope: 0.2, dropout: 0.0, l1: 0.0, l2: 0.0},"
                + " {units: 10, activation: softmax, slope: 0.2, dropout: 0.0, l1: 0.0, l2: 0.0}]"
                + " [{units: 10, activation: softmax, slope: 0.2, dropout: 0.0, l1: 0.0, l2: 0.0}]",
            "network.layers[0].units 8 9 see network.layers",
            "training.epochs 2 1 2",
            "network 784 → 8 relu → 10 softmax 784 → 9 relu → 10 softmax 784 → 10 softmax");
  }

  @Test
  void comparesRunsThatNeverEvaluatedOrNeverLearned() throws IOException {
    SavedRun none = train("none");
    for (Path file : List.of(none.directory().metrics(), none.directory().evaluation())) {
      Files.delete(file);
    }
    Markup page = page(train("never", "training.evaluate=never"), none);
    assertThat(page.texts("//figure/figcaption"))
        .containsExactly("Training accuracy, %", "Training loss, logarithmic");
    assertThat(page.texts("//section[@id='classes']//*[@class='note']"))
        .containsExactly("No run was evaluated on the test set.");
  }

  @Test
  void warnsWhereFiguresDoNotCompare() throws IOException {
    SavedRun other = train("b", "training.loss=mean-squared-error");
    Path provenance = other.directory().provenance();
    Files.writeString(provenance, Files.readString(provenance).replace("00ff", "ff00"));
    assertThat(page(train("a"), other).texts("//*[@class='note']"))
        .hasSize(2)
        .anyMatch(note -> note.contains("same images"))
        .anyMatch(note -> note.contains("same loss"));
  }

  @Test
  void showsTheMistakesOfBothAndOfEachAlone() {
    SmallRun a = SmallRun.train(runs, "a", "training.epochs=1");
    SmallRun b = SmallRun.train(runs, "b", "network.seed=5");
    PairedRuns pair =
        PairedRuns.of(
            new AskedRun("a", a.run(), answers(a)), new AskedRun("b", b.run(), answers(b)));
    Markup page =
        Markup.of(RunsReport.of(List.of(a.run(), b.run()), List.of(pair), List.of("a note")));
    String mistakes = "//section[@id='mistakes']";
    List<Long> wrong =
        Stream.of(a, b)
            .map(run -> answers(run))
            .map(all -> IntStream.range(0, all.size()).filter(i -> !all.isRight(i)).count())
            .toList();
    List<Integer> counts =
        page.texts(mistakes + "/h4").stream()
            .filter(title -> title.contains("wrong:"))
            .map(title -> Integer.valueOf(title.replaceAll(".*wrong: (\\d+).*", "$1")))
            .toList();
    assertThat(counts.get(0) + counts.get(1)).isEqualTo(wrong.get(0).intValue());
    assertThat(counts.get(0) + counts.get(2)).isEqualTo(wrong.get(1).intValue());
    assertThat(page.texts(mistakes + "//figure"))
        .hasSize(counts.stream().mapToInt(count -> Math.min(12, count)).sum())
        .allMatch(card -> card.contains("a:") && card.contains("b:"));
    assertThat(page.texts(mistakes + "//tbody/tr"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("1784 × 8");
    assertThat(page.texts(mistakes + "/*[@class='note']")).containsExactly("a note");
  }

  private static Answers answers(SmallRun run) {
    return run.inspection().orElseThrow().answers().orElseThrow();
  }

  @Test
  void putsMcNemarsTestIntoWords() {
    List<Integer> none = List.of();
    PairedMistakes better =
        new PairedMistakes(
            10_000,
            none,
            IntStream.range(0, 121).boxed().toList(),
            IntStream.range(0, 44).boxed().toList());
    assertThat(McNemarVerdict.of("a", "b", better))
        .startsWith("Of 10,000 test images a is wrong about 121 that b is right about")
        .contains(
            "So b is better by 0.77 points: more than chance would give in 1 of 1,000,000 cases");
    assertThat(
            McNemarVerdict.of("a", "b", new PairedMistakes(100, none, List.of(1), List.of(2, 3))))
        .contains(
            "So a is better by 1.00 points: no more than chance would give in 100 of 100 cases");
    assertThat(McNemarVerdict.of("a", "b", new PairedMistakes(9, List.of(1), none, none)))
        .endsWith("both are right equally often.");
    assertThat(McNemarVerdict.cases(0.0014)).isEqualTo("1 of 1,000 cases");
    assertThat(McNemarVerdict.cases(0.0384)).isEqualTo("4 of 100 cases");
    assertThat(McNemarVerdict.cases(0.006)).isEqualTo("6 of 1,000 cases");
    List<Integer> all = IntStream.range(0, 9000).boxed().toList(); // 2 / 2^9000 is no double
    assertThat(McNemarVerdict.of("a", "b", new PairedMistakes(9000, none, all, none)))
        .endsWith("1 of 1,000,000 cases (McNemar’s exact test, p < 0.000001).");
  }

  @Test
  void tellsRunsOfOneNameApart() {
    SavedRun here = train("a", "training.epochs=1");
    SavedRun there = SmallRun.train(runs.resolve("other"), "a", "training.epochs=1").run();
    String above = runs.getFileName() + "/a";
    assertThat(page(here, there).texts("//section[@id='results']//tbody/tr/th"))
        .containsExactly(above, "other/a");
  }

  @Test
  void saysThatMoreThanEightCurvesLookAlike() {
    SavedRun run = train("a", "training.epochs=1");
    SavedRun[] nine = Stream.generate(() -> run).limit(9).toArray(SavedRun[]::new);
    Markup page = page(nine);
    assertThat(page.texts("//*[@class='note']")).singleElement().asString().contains("eight");
    assertThat(page.texts("//figure[1]//g/@class"))
        .containsExactlyElementsOf(IntStream.range(0, 9).mapToObj(i -> "s" + i % 8).toList());
  }
}
