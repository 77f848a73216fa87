package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportExportTest {
  /** Has the images, their configuration, and a run that each test gets a copy of. */
  @TempDir private static Path original;

  private static Path config = Path.of("");
  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    Path data = SmallDigits.write(original.resolve("data"));
    config = original.resolve("small.yaml");
    Files.writeString(
        config,
        """
        data: {dataset: idx, directory: '%s'}
        network: {layers: [{units: 8, activation: relu}, {units: 10, activation: softmax}]}
        training: {epochs: 2}
        """
            .formatted(data));
    assertFine(runIn(original, "train", "--config", config.toString(), "--name", "a"));
  }

  @BeforeEach
  void copyTheRun() throws IOException {
    RunDirectory run = new RunDirectory(original.resolve("runs/a"));
    RunDirectory unused = TestFolder.copyRun(run, folder.resolve("runs"), "a");
  }

  private Output run(String... arguments) {
    return runIn(folder, arguments);
  }

  private static Output runIn(Path folder, String... arguments) {
    return Output.of(
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--runs-dir", folder.resolve("runs").toString()))
            .toArray(String[]::new));
  }

  private static Output assertFine(Output output) {
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    return output;
  }

  private String exported(String format) {
    Path file = folder.resolve("a." + format);
    Output output = assertFine(run("export", "a", "--format", format, "-o", file.toString()));
    assertThat(output.out())
        .contains("the largest difference of an output is 0.0")
        .contains("Exported to " + file);
    return file.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras", "h5", "weights", "tfjs"})
  void whatWasExportedIsImportedAndUsedLikeAnyRun(String format) {
    String file = exported(format);
    Output imported = assertFine(run("import", file, "--config", config.toString(), "--name", "b"));
    assertThat(imported.out()).contains("28 × 28 pixels, 10 outputs").contains("Imported into ");
    String evaluated = assertFine(run("evaluate", "a", "--quiet")).out();
    assertThat(assertFine(run("evaluate", "b", "--quiet")).out()).isEqualTo(evaluated);
    assertFine(run("report", "b"));
    assertThat(assertFine(run("runs", "list")).out()).containsPattern("b +finished");
    Output trained = run("train", "--resume", "b", "--set", "training.epochs=3");
    assertThat(assertFine(trained).out()).contains("Epoch 3/3");
    if (!format.equals("tfjs")) { // which keeps no number of steps
      assertThat(trained.out()).doesNotContain("Epoch 1/3");
    }
    Output repeated = run("train", "--from", "b");
    assertThat(repeated.err()).contains("cannot be repeated from its start");
    assertThat(repeated.exitCode()).isEqualTo(1);
  }

  @Test
  void replacesAnEarlierExportAlone() throws IOException {
    Path written = Path.of(exported("tfjs"));
    exported("tfjs");
    Path thesis = Files.writeString(written.resolve("thesis.txt"), "years of work");
    for (Path other : List.of(written, folder)) {
      Output output = run("export", "a", "--format", "tfjs", "-o", other.toString());
      assertThat(output.err()).contains(other + " exists and is no earlier export");
      assertThat(output.exitCode()).isEqualTo(1);
    }
    Output onFolder = run("export", "a", "--format", "onnx", "-o", folder.toString());
    assertThat(onFolder.err()).isEqualTo(folder + " is a folder; name a file.\n");
    assertThat(thesis).hasContent("years of work");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .extracting(file -> folder.relativize(file).toString())
          .containsExactlyInAnyOrder("a.tfjs", "runs");
    }
  }

  @Test
  void aNetworkThatScalesItselfGivesTheSameAnswers() {
    Path file = folder.resolve("a.onnx");
    assertFine(run("export", "a", "--format", "onnx", "--with-scaling", "-o", file.toString()));
    Output imported =
        assertFine(run("import", file.toString(), "--config", config.toString(), "--name", "b"));
    assertThat(imported.out())
        .contains("ONNX (operator set 13), by mnist-dl4j ")
        .contains("28 × 28 pixels, 10 outputs")
        .contains("ink are 0..255");
    String evaluated = assertFine(run("evaluate", "a", "--quiet")).out();
    assertThat(assertFine(run("evaluate", "b", "--quiet")).out()).isEqualTo(evaluated);
  }

  @Test
  void takesTheScaleThatTheUserSays() {
    Output imported =
        run("import", exported("keras"), "--config", config.toString(), "--pixels", "0..255");
    assertThat(assertFine(imported).out())
        .contains("Pixels: background and ink are 0..255 to it.")
        .contains("The optimizer's state is left out");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path page = Files.writeString(folder.resolve("page.keras"), "<html>");
    Output web = run("import", page.toString());
    assertThat(web.err()).contains("is not a model that can be read: it is a web page");
    assertThat(web.exitCode()).isEqualTo(1);
    Output pixels = run("import", page.toString(), "--pixels", "dark");
    assertThat(pixels.err()).contains("--pixels is \"dark\"; allowed are 0..1, 0..255, -1..1");
    assertThat(pixels.exitCode()).isEqualTo(2);
    Output nowhere = run("export", "a", "--format", "keras", "-o", folder + "/none/a.keras");
    assertThat(nowhere.err()).contains("there is no such folder");
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(run("export", "a").exitCode()).isEqualTo(2);
    Output scaled = run("export", "a", "--format", "h5", "--with-scaling");
    assertThat(scaled.err()).contains("--with-scaling is not possible with --format h5");
    assertThat(scaled.exitCode()).isEqualTo(2);
  }
}
