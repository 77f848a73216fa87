package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.folder.PictureFolder;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.format.Images;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a folder of 201 pictures of mixed sizes to a network that knows them. */
class PictureFolderTest {
  @TempDir private Path folder;
  private Path pictures;

  @BeforeEach
  void draw() {
    pictures = folder.resolve("pictures");
    new PictureFolder(pictures).addShapes(67);
  }

  private Output run(String... arguments) {
    Output output =
        Output.of(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of("--runs-dir", folder.resolve("runs").toString()))
                .toArray(String[]::new));
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    return output;
  }

  private Output train(String name, String... settings) {
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "data.dataset=folder",
                "data.directory=" + pictures,
                "training.epochs=12",
                "training.batch-size=16",
                "network.layers=[{units: 32, activation: relu}, {activation: softmax}]"),
            Stream.of(settings));
    return run(
        Stream.concat(
                Stream.of("train", "--name", name), all.flatMap(value -> Stream.of("--set", value)))
            .toArray(String[]::new));
  }

  private static double value(Output output, String name) {
    return output.lines().stream()
        .filter(line -> line.startsWith(name + ": "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 2)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void learnsTheShapes(String engine) throws IOException {
    Output trained = train("a", "training.engine=" + engine);
    assertThat(trained.lines())
        .contains("Data: 162 training and 39 test images from " + pictures)
        .noneMatch(line -> line.startsWith("Warning"));
    assertThat(value(trained, "test_acc")).isGreaterThan(0.9);

    RunConfig config = new SavedRun(new RunDirectory(folder.resolve("runs/a"))).config().run();
    TrainTest data = SmallDigits.read(config.data());
    Predictor predictor = Predictor.load(folder.resolve("runs/a"));
    assertThat(predictor.images()).isEqualTo(data.info());
    assertThat(data.info().classes()).containsExactly("bars", "crosses", "rings");
    Path picture = pictures.resolve("rings/000.png");
    Prediction prediction = predictor.predict(Images.read(Files.readAllBytes(picture)));
    assertThat(prediction.label()).isEqualTo("rings");
    assertThat(allOf(data, 2))
        .anySatisfy(
            learned ->
                assertThat(learned).containsExactly(prediction.input(), Offset.offset(0.002f)));
  }

  private static List<float[]> allOf(TrainTest data, int label) {
    return Stream.of(data.train(), data.test())
        .flatMap(
            digits ->
                IntStream.range(0, digits.size())
                    .filter(i -> digits.label(i) == label)
                    .mapToObj(i -> Digits.scaled(digits.image(i))))
        .toList();
  }

  @Test
  void isResumedEvaluatedAndRepeatedAfterAMove() throws IOException {
    Output trained = train("a");
    Path moved = Files.move(pictures, folder.resolve("moved"));
    String place = "data.directory=" + moved;
    Output evaluated = run("evaluate", "a", "--set", place);
    assertThat(value(evaluated, "test_acc")).isEqualTo(value(trained, "test_acc"));
    assertThat(run("train", "--from", "a", "--name", "b", "--set", place).out())
        .contains("The result is the same as that of");
    run("train", "--resume", "a", "--set", place, "--set", "training.epochs=13");
    assertThat(Files.readAllLines(folder.resolve("runs/a/metrics.csv"))).hasSize(14);

    Files.delete(moved.resolve("bars/001.png"));
    Output other =
        Output.of("evaluate", "a", "--set", place, "--runs-dir", folder.resolve("runs").toString());
    assertThat(other.exitCode()).isZero();
    assertThat(other.out()).contains("These are other images than those of the run.");
    Output resumed =
        Output.of(
            "train",
            "--resume",
            "a",
            "--set",
            place,
            "--runs-dir",
            folder.resolve("runs").toString());
    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.err())
        .contains("was trained on other images: training pictures of " + moved);
  }

  @Test
  void worksWithoutATestSet() {
    Output trained =
        train(
            "a",
            "data.test-split=0",
            "training.validation-split=0.2",
            "training.validation-shuffle=true");
    assertThat(trained.lines())
        .contains("Data: 201 training and no test images from " + pictures)
        .containsOnlyOnce(
            "There is no test set: the images that training.validation-split holds out are evaluated instead.");
    assertThat(value(trained, "val_acc")).isGreaterThan(0.8);
    Output evaluated = run("evaluate", "a");
    assertThat(evaluated.lines())
        .contains("There is no test set: these are the images held out for validation.");
    assertThat(value(evaluated, "val_acc")).isEqualTo(value(trained, "val_acc"));
    assertThat(run("report", "a").out()).contains("There is no test set, so this report has no");
    assertThat(
            Output.of(
                    "data",
                    "show",
                    "--set",
                    "data.dataset=folder",
                    "--set",
                    "data.test-split=0",
                    "--set",
                    "data.directory=" + pictures)
                .lines())
        .contains("There is no test set.");
    assertThat(run("runs", "list").out()).contains("a");
  }

  @Test
  void isSearchedWithoutATestSet() throws IOException {
    Path config = folder.resolve("sweep.yaml");
    Files.writeString(
        config,
        """
        data: {dataset: folder, directory: '%s', test-split: 0}
        network: {layers: [{units: 8, activation: relu}, {activation: softmax}]}
        training: {epochs: 2, validation-split: 0.2, validation-shuffle: true}
        search: {trials: 2, space: {network.seed: [1, 2, 3]}}
        """
            .formatted(pictures));
    Output swept = run("sweep", "--config", config.toString(), "--name", "s");
    assertThat(swept.out()).contains("There is no test set", "The best configuration is");
    assertThat(Files.readAllLines(folder.resolve("runs/s/sweep.csv"))).hasSize(3);
  }

  @Test
  void warnsOfInvertedImages() throws IOException {
    train("a", "data.preparation=digits");
    Path csv = folder.resolve("inverted.csv");
    Files.writeString(csv, "255" + ",250".repeat(783) + "\n");
    Output predicted =
        Output.of(
            "predict",
            csv.toString(),
            "--run",
            "a",
            "--runs-dir",
            folder.resolve("runs").toString());
    assertThat(predicted.exitCode()).isZero();
    assertThat(predicted.err()).contains("Warning: these images look inverted: their mean is 0.98");
  }
}
