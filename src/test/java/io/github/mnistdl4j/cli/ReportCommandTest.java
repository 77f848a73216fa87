package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.report.Markup;
import io.github.mnistdl4j.run.SmallDigits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path folder;
  private Path images = Path.of("");
  private Path runs = Path.of("");

  @BeforeEach
  void writeImages() throws IOException {
    images = SmallDigits.write(folder.resolve("images"));
    runs = folder.resolve("runs");
  }

  private Output run(String... arguments) {
    return Output.of(
        Stream.concat(Stream.of(arguments), Stream.of("--runs-dir", runs.toString()))
            .toArray(String[]::new));
  }

  private Output train(String name, String... settings) {
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "data.dataset=idx",
                "data.directory=" + images,
                "training.epochs=1",
                "network.layers=[{units: 8, activation: relu}, {units: 10, activation: softmax}]"),
            Stream.of(settings));
    List<String> arguments =
        Stream.concat(
                Stream.of("train", "--name", name), all.flatMap(value -> Stream.of("--set", value)))
            .toList();
    Output output = run(arguments.toArray(String[]::new));
    assertThat(output.exitCode()).as(output.err()).isZero();
    return output;
  }

  private static Markup page(Path file) throws IOException {
    return Markup.of(Files.readString(file));
  }

  @Test
  void trainingLeavesTheReportThatTheCommandMakesAgain() throws IOException {
    Path report = runs.resolve("a").resolve("report.html");
    assertThat(train("a").lines()).contains("The report, for a browser, is " + report);
    String first = Files.readString(report);
    assertThat(Markup.of(first).sections()).contains("mistakes", "calibration", "units");

    Files.delete(report);
    Output again = run("report", "a", "-q");
    assertThat(again.lines()).containsExactly("The report is " + report);
    assertThat(report).hasContent(first);
  }

  @Test
  void takesTheNewestRunAndWritesWhereItIsTold() throws IOException {
    train("a");
    Path file = folder.resolve("elsewhere.html");
    assertThat(run("report", "--output", file.toString()).exitCode()).isZero();
    assertThat(page(file).texts("//h1")).containsExactly("a");
  }

  @Test
  void comparesSeveralRuns() throws IOException {
    train("a");
    train("b", "network.seed=5");
    Output output = run("report", "a", "b");
    Path file = runs.resolve("comparison.html");
    assertThat(output.lines()).containsExactly("The report is " + file);
    assertThat(page(file).texts("//h1")).containsExactly("a, b");
    assertThat(run("runs", "list").exitCode()).isZero();
  }

  private static void draw(Path picture) throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    image.createGraphics().fillRect(12, 4, 4, 20);
    Files.createDirectories(picture.getParent());
    ImageIO.write(image, "png", picture.toFile());
  }

  @Test
  void comparesWithARunThatAlsoLearnedFromPicturesOfTheUsersOwn() throws IOException {
    Path own = folder.resolve("own");
    draw(own.resolve("1/a.png"));
    train("a");
    train("b", "data.extra=" + own);
    draw(own.resolve("1/one more.png"));
    run("report", "a", "b");
    Markup page = page(runs.resolve("comparison.html"));
    assertThat(page.texts("//*[@class='note']")).isEmpty();
    assertThat(page.texts("//section[@id='mistakes']/h3")).containsExactly("a and b");
    assertThat(run("report", "b").out()).doesNotContain("not shown");
    assertThat(run("evaluate", "b").out()).doesNotContain("other images");
  }

  @Test
  void comparesWithARunThatAlsoKnowsImagesOfNoDigit() throws IOException {
    train("a");
    train(
        "b",
        "data.outliers=generated",
        "network.layers=[{units: 8, activation: relu}, {activation: softmax}]");
    assertThat(run("report", "a", "b").exitCode()).isZero();
    assertThat(run("report", "b", "a").exitCode()).isZero();
    assertThat(page(runs.resolve("comparison.html")).texts("//section[@id='mistakes']/h3"))
        .containsExactly("b and a");
  }

  @Test
  void comparesNoMistakesOfOtherImages() throws IOException {
    train("a");
    Path csv = SmallDigits.writeCsv(folder.resolve("csv"));
    Files.write(
        csv.resolve("test.csv"), Files.readAllLines(csv.resolve("test.csv")).subList(0, 101));
    train(
        "b",
        "data.dataset=csv",
        "data.directory=null",
        "data.train-csv=" + csv.resolve("train.csv"),
        "data.test-csv=" + csv.resolve("test.csv"));
    for (String run : List.of("a", "b")) {
      Files.delete(runs.resolve(run).resolve("provenance.json"));
    }
    assertThat(run("report", "a", "b").exitCode()).isZero();
    assertThat(page(runs.resolve("comparison.html")).texts("//*[@class='note']"))
        .contains("b was tested on other images than a, so their mistakes are not compared.");
  }

  @Test
  void aRunNamedTwiceIsOneRun() {
    train("a");
    assertThat(run("report", "a", "latest").out()).contains("report.html");
    String path = runs.resolve("a").toAbsolutePath().toString();
    assertThat(run("report", "a", path).out()).contains("report.html");
  }

  @Test
  void goesOnWithoutImages() throws IOException {
    train("a");
    Files.delete(images.resolve("t10k-images-idx3-ubyte"));
    Output output = run("report", "a");
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).contains("t10k-images-idx3-ubyte").contains("not shown");
    Markup page = page(runs.resolve("a").resolve("report.html"));
    assertThat(page.sections())
        .contains("confusion", "units")
        .doesNotContain("mistakes", "calibration");
    assertThat(page.texts("//*[@class='note']")).singleElement().asString().contains("t10k");
  }

  @Test
  void doesNotShowOtherImagesThanTheRunHad() throws IOException {
    train("a");
    Path labels = images.resolve("t10k-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(labels);
    bytes[8] = (byte) ((bytes[8] + 1) % 10);
    Files.write(labels, bytes);
    assertThat(run("report", "a").out()).contains("have changed since the run");
  }

  @Test
  void goesOnWithoutModelOrWithABrokenOne() throws IOException {
    train("a");
    Path model = runs.resolve("a").resolve("model.zip");
    Files.writeString(model, "no zip");
    Output broken = run("report", "a");
    assertThat(broken.exitCode()).isZero();
    assertThat(broken.out()).contains(model.toString()).contains("not shown");
    Files.delete(model);
    assertThat(run("report", "a").out()).contains("has no model.zip");
    assertThat(page(runs.resolve("a").resolve("report.html")).sections())
        .contains("learning", "confusion")
        .doesNotContain("mistakes", "units");
  }

  @Test
  void leavesTheTestSetAloneAsTheRunDid() throws IOException {
    Output training = train("a", "training.evaluate=never");
    assertThat(training.err()).isEmpty();
    Path report = runs.resolve("a").resolve("report.html");
    assertThat(page(report).sections()).contains("units").doesNotContain("mistakes", "confusion");
    assertThat(run("report", "a").out()).contains("leaves the test set alone");
  }

  @Test
  void aReportThatCannotBeWrittenDoesNotFailTheTraining() throws IOException {
    Files.createDirectories(runs.resolve("a"));
    Output output = train("b");
    assertThat(output.exitCode()).isZero();
    Path directory = runs.resolve("b");
    Files.delete(directory.resolve("report.html"));
    Files.createDirectories(directory.resolve("report.html").resolve("in the way"));
    Output resumed = run("train", "--resume", "b", "--set", "training.epochs=2");
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out()).contains("Warning: there is no report of this run: Cannot write ");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(run("report", "none").err()).startsWith("There is no run \"none\" in " + runs);
    train("a");
    Output all = run("report", "a", "--all");
    Program.assertFailed(all, 2);
    assertThat(all.err()).startsWith("--all takes all runs, but a is named, too.");
    Output output = run("report", "a", "-o", folder.resolve("no").resolve("x.html").toString());
    Program.assertFailed(output, 1);
    assertThat(output.err()).startsWith("Cannot write ").contains("no such file or folder");
  }
}
