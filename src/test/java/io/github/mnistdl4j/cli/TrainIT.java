package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts it, when all goes well. */
class TrainIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    program = Program.in(folder);
  }

  @Test
  void trainsWithoutArgumentsAndEvaluatesTheRunToTheLastDigit()
      throws IOException, InterruptedException {
    Output trained = program.run();
    assertThat(trained.err()).isEmpty();
    assertThat(trained.exitCode()).isZero();
    assertThat(trained.out())
        .startsWith(
            "Configuration: config/mnist.yaml\nData: 600 training and 200 test images from ")
        .doesNotContain("\r", "\u001b");
    String scores =
        " - loss: \\d\\.\\d{4} - accuracy: 0\\.\\d{4} - test_loss: \\d\\.\\d{4} - test_accuracy: 0\\.\\d{4}";
    assertThat(trained.lines())
        .filteredOn(line -> line.contains("/step"))
        .hasSize(2)
        .allMatch(line -> line.matches("5/5 \\[={30}] - \\ds \\d+.?s/step" + scores));

    RunDirectory run = RunDirectory.open(program.runs(), "latest");
    assertThat(trained.lines()).last().asString().endsWith(" is in runs/" + run.name());
    assertThat(files(run.path()))
        .containsExactly(
            ".lock",
            "checkpoints",
            "config.yaml",
            "epoch.json",
            "evaluation.json",
            "histograms.csv",
            "metrics.csv",
            "model.zip",
            "provenance.json",
            "report.html",
            "steps.csv",
            "train.log");
    assertThat(run.log()).content().contains("INFO org.nd4j");

    Output evaluated = program.call("evaluate");
    assertThat(evaluated.err()).isEmpty();
    assertThat(evaluated.exitCode()).isZero();
    assertThat(evaluated.lines()).first().isEqualTo("Run: runs/" + run.name());
    assertThat(scores(evaluated)).hasSize(2).isEqualTo(scores(trained));
    assertThat(tables(evaluated)).isEqualTo(tables(trained)).contains("rows: the truth");
  }

  @Test
  void printsResultsOnlyWhenQuietAndTrainsTheSameAsAnotherProcessWithTheSeed()
      throws IOException, InterruptedException {
    Output output = program.run("train", "--quiet", "--name", "a");
    assertThat(output.exitCode()).isZero();
    assertThat(output.err()).isEmpty();
    assertThat(output.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("test_loss: \\d\\.\\d+"),
            line -> assertThat(line).matches("test_acc: 0\\.\\d+"),
            line -> assertThat(line).endsWith(" is in runs/a"));
    assertSameWithTheSeedAlone("network.layers.0.dropout=0");
  }

  @Test
  void theSameSeedDropsTheSameUnitsInAnotherProcess() throws IOException {
    program = Program.withRun(folder.resolve("trained"));
    assertSameWithTheSeedAlone("network.layers.0.dropout=0.3");
  }

  /** Requires of a run {@code a} of another process that its seed, and no other, gives it. */
  private void assertSameWithTheSeedAlone(String set) throws IOException {
    program.train("b", "-s", set);
    program.train("c", "-s", set, "-s", "network.seed=77");

    assertThat(metrics("a")).hasSize(3).isEqualTo(metrics("b")).isNotEqualTo(metrics("c"));
    for (String entry : List.of("coefficients.bin", "updaterState.bin", "configuration.json")) {
      assertThat(model("a", entry)).isEqualTo(model("b", entry)).isNotEqualTo(model("c", entry));
    }
  }

  @Test
  void hasALauncherWithItsVersion() {
    Path launcher = Path.of("target", "mnist-dl4j").toAbsolutePath();
    assertThat(launcher).isExecutable().content().doesNotContain("${project");
    assertThat(Path.of("target", "mnist-dl4j.bat")).content().doesNotContain("${");
  }

  private List<String> metrics(String run) throws IOException {
    return Files.readAllLines(program.runs().resolve(run).resolve("metrics.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  private byte[] model(String run, String entry) throws IOException {
    Path file = program.runs().resolve(run).resolve("model.zip");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getInputStream(zip.getEntry(entry)).readAllBytes();
    }
  }

  private static List<String> scores(Output output) {
    return output.lines().stream().filter(line -> line.matches("test_(loss|acc): .*")).toList();
  }

  private static String tables(Output output) {
    int start = output.out().indexOf("Confusion matrix");
    int end = output.out().indexOf("\n\nThe report");
    return output.out().substring(start, end < 0 ? output.out().length() : end).strip();
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
