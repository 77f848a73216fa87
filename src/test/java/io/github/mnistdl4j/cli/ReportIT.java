package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.report.Markup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a training in a process of its own. */
class ReportIT {
  private static final long MOST_BYTES = 2_000_000;

  @TempDir private Path folder;

  @Test
  void everyTrainingLeavesASmallPageThatNeedsNothing() throws Exception {
    Program program =
        Program.in(folder)
            .withJvmOptions("-Djava.awt.headless=true", "-Xlog:class+load:file=classes.log");
    Output output = program.run("train", "--name", "a", "--set", "network.layers[0].units=2000");
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    Path report = program.runs().resolve("a").resolve("report.html");
    assertThat(Files.size(report)).isLessThan(MOST_BYTES);
    String html = Files.readString(report);
    assertThat(html).doesNotContain("http://", "https://", "<script", "{{");
    assertThat(Markup.of(html).sections())
        .isEqualTo(
            List.of(
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
                "provenance"));
    assertThat(Files.readString(folder.resolve("classes.log")))
        .as("needs no fonts and no AWT")
        .contains("io.github.mnistdl4j.report.RunReport")
        .doesNotContain("java.awt.Toolkit", "javax.imageio.ImageIO ");
  }

  @Test
  void comparesTwoTrainings() throws Exception {
    Program program = Program.in(folder);
    program.train("a");
    program.train("b", "--set", "training.epochs=3");
    Output output = program.call("report", "a", "b");
    assertThat(output.err()).isEmpty();
    assertThat(output.out()).isEqualTo("The report is runs/comparison.html\n");
    String html = Files.readString(program.runs().resolve("comparison.html"));
    assertThat(html).doesNotContain("http://", "https://", "<script");
    assertThat(Markup.of(html).texts("//section[@id='differences']//tbody/tr[1]"))
        .containsExactly("training.epochs 2 3");
  }
}
