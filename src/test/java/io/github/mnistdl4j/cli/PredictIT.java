package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it, with a small network that was trained before. */
class PredictIT {
  @TempDir private static Path folder;
  private static Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeAll
  static void takeARun() throws IOException {
    program = Program.withRun(folder);
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    BufferedImage picture = new BufferedImage(60, 50, BufferedImage.TYPE_INT_RGB);
    picture.createGraphics().fillRect(25, 10, 6, 30);
    for (String format : List.of("png", "jpeg", "gif", "bmp")) {
      assertThat(ImageIO.write(picture, format, pictures.resolve("a." + format).toFile())).isTrue();
    }
    Files.writeString(pictures.resolve("notes.txt"), "no image");
    Files.writeString(pictures.resolve(".hidden"), "no image");
  }

  private static JsonObject json(String line) {
    return JsonParser.parseString(line).getAsJsonObject();
  }

  @Test
  void reportsAFileThatIsNoImageAndGoesOn() {
    Output output =
        program.call(
            "predict",
            folder.resolve("nowhere.png").toString(),
            folder.resolve("pictures").toString());
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err())
        .isEqualTo(
            "nowhere.png does not exist.\npictures/notes.txt is not a PNG, JPEG, GIF, BMP, TIFF or WebP image:"
                + " it starts with the bytes 6e 6f 20 69.\n");
    assertThat(output.lines()).hasSize(5).first().isEqualTo("digit  probability  image");
    assertThat(output.lines().subList(1, 5))
        .allMatch(line -> line.matches(" {4}\\d {4,}\\d{1,3}\\.\\d\\d %  pictures/a\\..*"))
        .map(line -> line.replaceFirst(".*\\.", ""))
        .containsExactly("bmp", "gif", "jpeg", "png");
  }

  private static String in(String folderName, String file) {
    return folder.resolve(folderName).resolve(file).toString();
  }

  @Test
  void reportsADirectoryWithoutFiles() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Output output = program.call("predict", empty.toString(), in("pictures", "a.png"));
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err()).isEqualTo("empty has no files.\n");
    assertThat(output.lines()).hasSize(2);
  }

  @Test
  void printsAJsonObjectForEachImage() {
    String idx = in("images", "t10k-images-idx3-ubyte");
    Output output = program.call("predict", "--format", "json", in("pictures", "notes.txt"), idx);
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err()).isEmpty();
    List<String> lines = output.lines();
    assertThat(lines).hasSize(201);
    assertThat(json(lines.get(0)).get("file").getAsString()).isEqualTo("pictures/notes.txt");
    assertThat(json(lines.get(0)).get("error").getAsString()).startsWith("is not a PNG, ");
    JsonObject last = json(lines.get(200));
    assertThat(last.get("file").getAsString()).isEqualTo("images/t10k-images-idx3-ubyte");
    assertThat(last.get("index").getAsInt()).isEqualTo(199);
    assertThat(last.get("probabilities").getAsJsonArray()).hasSize(10);
    assertThat(last.get("probabilities").getAsJsonArray().get(last.get("digit").getAsInt()))
        .isEqualTo(last.get("probability"));
  }

  @Test
  void printsCsvWithAHeader() {
    Output output = program.call("predict", "--format=csv", in("pictures", "a.png"), "no,where");
    assertThat(output.lines())
        .satisfiesExactly(
            header ->
                assertThat(header)
                    .isEqualTo(
                        "file,index,digit,label,probability,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,rejected,error"),
            row -> assertThat(row.split(",", -1)).hasSize(17).startsWith("pictures/a.png", ""),
            row -> assertThat(row).isEqualTo("\"no,where\",,,,,,,,,,,,,,,,does not exist"));
  }

  @Test
  void readsStandardInputAndEndsQuietlyWhenNobodyReads() throws IOException, InterruptedException {
    Program shell = program.through("bash", "-c", "cat images/t10k* | \"$@\" | head -2", "bash");
    Output output = shell.run("predict", "--format", "json", "-");
    assertThat(output.err()).isEmpty();
    assertThat(output.lines()).hasSize(2);
    assertThat(json(output.lines().get(1)).get("file").getAsString()).isEqualTo("-");
  }

  /** The Java example of docs/prediction.md, as it stands there. */
  @Test
  void runsTheDocumentedExample() throws IOException, InterruptedException {
    String document = Files.readString(Path.of("docs", "prediction.md"));
    int start = document.indexOf("```java\n") + "```java\n".length();
    String example = document.substring(start, document.indexOf("```", start));
    Files.writeString(
        folder.resolve("Example.java"),
        """
        import io.github.mnistdl4j.prediction.*;
        import java.io.File;
        import java.nio.file.Path;
        import javax.imageio.ImageIO;
        class Example {
          public static void main(String[] args) throws Exception {
        %s
          }
        }
        """
            .formatted(example));
    Files.copy(folder.resolve("pictures").resolve("a.png"), folder.resolve("digit.png"));
    List<String> command = program.java();
    command.set(command.size() - 1, "Example.java");
    Path out = folder.resolve("example.txt");
    Process java =
        new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile()).start();
    assertThat(java.waitFor()).isZero();
    assertThat(out).content().matches("(?s).*\\d with probability [01]\\.\\d+\n");
  }

  @Test
  void rejectsWrongArguments() {
    assertThat(program.call("predict").exitCode()).isEqualTo(2);
    assertThat(program.call("predict", "--format", "xml", "a.png").exitCode()).isEqualTo(2);
    Output noRun = program.call("predict", "--run", "none", in("pictures", "a.png"));
    Program.assertFailed(noRun, 1);
    assertThat(noRun.err()).startsWith("There is no run \"none\" in runs.");
  }
}
