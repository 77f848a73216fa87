package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunsFolder;
import io.github.mnistdl4j.sweep.SmallSweep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsIndexTest {
  @TempDir private Path runs;

  private Markup page() {
    byte[] page = RunsIndex.of(runs, runs.resolve("index.html"));
    return Markup.of(new String(page, StandardCharsets.UTF_8));
  }

  @Test
  void listsRunsAndSweepsWithTheirReports() throws IOException {
    SmallRun.train(runs, "a +b", "training.optimizer=adam");
    Files.writeString(runs.resolve("a +b/report.html"), "");
    SmallSweep.run(runs, "sweep", "search.trials=1");
    new RunsFolder(runs).tag("a +b", List.of("baseline", "x-1"));
    Markup page = page();
    assertThat(page.texts("//tbody/tr/th"))
        .containsExactlyInAnyOrder("a +brun", "sweepsweep, 1 trial");
    assertThat(page.texts("//tbody//a/@href")).containsExactly("a%20%2Bb/report.html");
    String row = "//tbody/tr[th/a]";
    assertThat(page.texts(row + "/@data-words"))
        .singleElement()
        .asString()
        .contains("baseline x-1", "training.optimizer=", "network.layers[0].units=8", "finished");
    assertThat(page.texts(row + "/td[1]"))
        .singleElement()
        .asString()
        .matches("\\d+\\.\\d\\d %[\\d.]+–[\\d.]+ %");
    assertThat(page.texts(row + "//svg/@aria-label"))
        .singleElement()
        .asString()
        .startsWith("test accuracy by epoch: from ");
    assertThat(page.texts(row + "//*[@class='tag']")).containsExactly("baseline", "x-1");
  }

  @Test
  void linksRelativeToWhereItIs() throws IOException {
    Path run = Files.createDirectories(runs.resolve("of 100 % #1"));
    Files.writeString(run.resolve("config.yaml"), "");
    Files.writeString(run.resolve("report.html"), "");
    byte[] page = RunsIndex.of(runs, runs.resolve("pages").resolve("all.html"));
    assertThat(Markup.of(new String(page, StandardCharsets.UTF_8)).texts("//tbody//a/@href"))
        .containsExactly("../of%20100%20%25%20%231/report.html");
  }

  @Test
  void listsRunsWhoseFilesAreDamaged() throws IOException {
    for (String file :
        List.of("config.yaml", "metrics.csv", "provenance.json", "evaluation.json")) {
      SmallRun.train(runs, "no-" + file, "training.epochs=1");
      Files.writeString(runs.resolve("no-" + file).resolve(file), "{[ broken");
    }
    for (String name : List.of("no folder", "no text")) {
      SmallRun.train(runs, name, "training.epochs=1");
    }
    Files.createDirectory(runs.resolve("no folder/tags.txt"));
    Files.write(runs.resolve("no text/tags.txt"), new byte[] {-1, -2});
    assertThat(page().texts("//tbody/tr/th")).hasSize(6);
  }

  @Test
  void saysThatThereAreNoRunsYet() {
    assertThat(page().texts("//*[@class='note']"))
        .singleElement()
        .asString()
        .contains("no runs yet");
  }

  @Test
  void takesOnlyWordsAsTagsAndTakesThemAway() {
    SmallRun.train(runs, "a", "training.epochs=1");
    RunsFolder folder = new RunsFolder(runs);
    assertThatThrownBy(() -> folder.tag("a", List.of("two words")))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("\"two words\" cannot be a tag");
    folder.tag("latest", List.of("x", "x", "y"));
    assertThat(page().texts("//*[@class='tag']")).containsExactly("x", "y");
    folder.tag("a", List.of());
    assertThat(page().texts("//*[@class='tag']")).isEmpty();
  }
}
