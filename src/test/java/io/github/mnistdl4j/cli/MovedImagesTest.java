package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.SmallDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose CSV files are elsewhere now. */
class MovedImagesTest {
  /** To train with: reading CSV files is what takes longest here. */
  private static final int IMAGES = 150;

  @TempDir private Path folder;
  private List<String> moved = List.of();

  @BeforeEach
  void trainAndMoveTheFiles() throws IOException {
    Path before = SmallDigits.writeCsv(folder.resolve("before"));
    Path train = before.resolve("train.csv");
    Files.write(train, Files.readAllLines(train).subList(0, 1 + IMAGES));
    Path config = folder.resolve("small.yaml");
    Files.writeString(
        config,
        """
        data: {dataset: csv, train-csv: '%s', test-csv: '%s'}
        network: {layers: [{units: 8, activation: relu}, {units: 10, activation: softmax}]}
        training: {epochs: 2, validation-split: 0.2}
        """
            .formatted(train, before.resolve("test.csv")));
    assertFine(run("train", "--config", config.toString(), "--name", "a"));
    Path now = Files.move(before, folder.resolve("now"));
    moved =
        List.of(
            "-s", "data.train-csv=" + now.resolve("train.csv"),
            "-s", "data.test-csv=" + now.resolve("test.csv"));
  }

  private Output run(String... arguments) {
    return Output.of(
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--quiet", "--runs-dir", folder.resolve("runs").toString()))
            .toArray(String[]::new));
  }

  private Output runMoved(String... arguments) {
    return run(Stream.concat(Arrays.stream(arguments), moved.stream()).toArray(String[]::new));
  }

  private static void assertFine(Output output) {
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
  }

  @Test
  void isResumedEvaluatedAndRepeatedFromTheirNewPlace() throws IOException {
    String missing = folder.resolve("before").resolve("train.csv") + " does not exist; say where";
    assertThat(run("train", "--resume", "a", "-s", "training.epochs=3").err()).contains(missing);
    assertThat(run("evaluate", "a").err()).contains(missing);
    assertThat(run("train", "--from", "a").err()).contains(missing);

    Output evaluated = runMoved("evaluate", "a");
    assertFine(evaluated);
    Output repeated = runMoved("train", "--from", "a", "--name", "b");
    assertFine(repeated);
    assertThat(repeated.out())
        .contains("The result is the same as that of", evaluated.lines().get(0));
    Output resumed = runMoved("train", "--resume", "a", "-s", "training.epochs=3");
    assertFine(resumed);
    assertThat(run("evaluate", "a").lines())
        .as("the new place is recorded")
        .isEqualTo(resumed.lines().subList(0, 2));
    assertThat(Files.readAllLines(folder.resolve("runs/a/metrics.csv"))).hasSize(4);
  }

  @Test
  void refusesOtherImagesThere() throws IOException {
    Path test = folder.resolve("now").resolve("test.csv");
    Files.writeString(test, Files.readString(test).replaceFirst(",0,", ",1,"));
    for (Output output :
        List.of(
            runMoved("train", "--resume", "a", "-s", "training.epochs=3"),
            runMoved("train", "--from", "a"))) {
      assertThat(output.exitCode()).isEqualTo(1);
      assertThat(output.err())
          .contains("was trained on other images: " + test + " of ")
          .contains(
              "--set: data.directory, data.extra, data.train-csv and data.test-csv say where they are");
    }
    Output evaluated = runMoved("evaluate", "a");
    assertFine(evaluated);
    assertThat(evaluated.out()).doesNotContain("other images"); // run with --quiet
  }

  @Test
  void isEvaluatedOnTestFilesAloneOfAnyKind() throws IOException {
    Path idx = SmallDigits.write(folder.resolve("idx"));
    Files.delete(idx.resolve("train-images-idx3-ubyte"));
    Path csv = folder.resolve("now").resolve("test.csv");
    List<String> scores = runMoved("evaluate", "a").lines().subList(0, 2);
    for (Path files : List.of(idx, csv)) {
      Output output = run("evaluate", "a", "--on", files.toString());
      assertFine(output);
      assertThat(output.lines().subList(0, 2)).isEqualTo(scores);
    }
    Files.delete(folder.resolve("now").resolve("train.csv"));
    assertThat(runMoved("evaluate", "a").lines().subList(0, 2)).isEqualTo(scores);
    assertThat(run("evaluate", "a", "--on", "none").err())
        .isEqualToIgnoringNewLines("none does not exist.");
  }

  @Test
  void nothingElseMayBeSetToEvaluateIt() {
    Output output = runMoved("evaluate", "a", "-s", "network.seed=3");
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err())
        .contains(
            "evaluate takes a run as it was trained: only data.…, and data.directory, data.extra, data.train-csv,")
        .contains("may be set, not network.seed=3.");
  }

  @Test
  void resumesASweepFromTheirNewPlace() throws IOException {
    Files.move(folder.resolve("now"), folder.resolve("before"));
    Path config = folder.resolve("small.yaml");
    Files.writeString(
        config,
        Files.readString(config) + "search: {trials: 2, space: {network.seed: [1, 2, 3]}}\n");
    assertFine(run("sweep", "--config", config.toString(), "--name", "s"));
    Files.move(folder.resolve("before"), folder.resolve("now"));
    assertThat(run("sweep", "--resume", "s").err()).contains("does not exist; say where");
    assertFine(runMoved("sweep", "--resume", "s", "-s", "search.trials=3"));
    assertThat(Files.readAllLines(folder.resolve("runs/s/sweep.csv"))).hasSize(4);
  }
}
