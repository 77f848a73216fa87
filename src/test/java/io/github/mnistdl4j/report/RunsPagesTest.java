package io.github.mnistdl4j.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsPagesTest {
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir private Path folder;

  private Path write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private RunsPages pages() throws IOException {
    write("runs/a/config.yaml", "");
    write("runs/a/report.html", "of a");
    write("runs/no run/report.html", "of none");
    write("runs/s/sweep.yaml", "");
    write("runs/s/sweep.html", "of s");
    write("runs/s/t/config.yaml", "");
    write("runs/s/t/report.html", "of t");
    write("runs/report.html", "of nobody");
    write("report.html", "secret");
    return new RunsPages(folder.resolve("runs"), "runs/", LATER);
  }

  @Test
  void areThoseOfRunsSweepsAndTrials() throws IOException {
    RunsPages pages = pages();
    assertThat(pages.page("a/report.html")).hasValueSatisfying(is("of a"));
    assertThat(pages.page("s/sweep.html")).hasValueSatisfying(is("of s"));
    assertThat(pages.page("s/t/report.html")).hasValueSatisfying(is("of t"));
  }

  private static Condition<byte[]> is(String text) {
    return new Condition<>(page -> new String(page, UTF_8).equals(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no run/report.html",
        "../report.html",
        "a/../report.html",
        "a/../a/report.html",
        "./a/report.html",
        "a//report.html",
        "/report.html",
        "report.html",
        "a/config.yaml",
        "a/sweep.html",
        "s/report.html",
        "latest/report.html",
        "",
      })
  void areNoOthers(String path) throws IOException {
    assertThat(pages().page(path)).isEmpty();
  }

  @Test
  void areLinkedFromTheIndex() {
    Path runs = folder.resolve("runs");
    SmallRun run = SmallRun.train(runs, "c d");
    RunsPages pages = new RunsPages(runs, "runs/", LATER);
    assertThat(pages.page("c d/report.html")).isEmpty();
    new RunReport("of c d", List.of()).write(run.run().directory().report());
    assertThat(pages.page("c d/report.html")).hasValueSatisfying(is("of c d"));
    String index = new String(pages.index(), UTF_8);
    assertThat(Markup.of(index).texts("//tbody//a/@href"))
        .containsExactly("runs/c%20d/report.html");
    assertThat(Markup.of(index).texts("//header//a/@href")).containsExactly("./");
    assertThat(index).contains("script-src '%s'".formatted(RunsIndex.policy()));
  }

  @Test
  void areListedAnewOnlyIfSomethingChanged() throws IOException {
    Path runs = folder.resolve("runs");
    RunsPages pages = pages();
    byte[] before = pages.index();
    assertThat(pages.index()).isSameAs(before);
    new RunsFolder(runs).tag("a", List.of("found"));
    assertThat(new String(pages.index(), UTF_8)).contains("found");
    write("runs/s/winner/config.yaml", "");
    assertThat(new String(pages.index(), UTF_8)).contains("sweep, 1 trial");
    write("runs/s/u/config.yaml", "");
    assertThat(new String(pages.index(), UTF_8)).contains("sweep, 2 trials");
    new RunsFolder(runs).delete(List.of("a", "s"));
    assertThat(new String(pages.index(), UTF_8)).contains("no runs yet");
  }

  @Test
  void areListedAnewWhileTheyMayChangeUnseen() throws IOException {
    pages();
    RunsPages pages = new RunsPages(folder.resolve("runs"), "runs/", Clock.systemUTC());
    assertThat(pages.index()).isNotSameAs(pages.index());
  }
}
