package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.SmallDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    SmallDigits.write(folder);
  }

  private Output data(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of("data", command));
    arguments.addAll(List.of("-s", "data.dataset=idx", "-s", "data.directory=" + folder));
    arguments.addAll(List.of(options));
    return Output.of(arguments.toArray(String[]::new));
  }

  private Output csv(String command, String train, String test) throws IOException {
    Path trainCsv = Files.writeString(folder.resolve("train.csv"), train);
    Path testCsv = Files.writeString(folder.resolve("test.csv"), test);
    return Output.of(
        "data",
        command,
        "-s",
        "data.dataset=csv",
        "-s",
        "data.train-csv=" + trainCsv,
        "-s",
        "data.test-csv=" + testCsv);
  }

  @Test
  void fetchSaysWhatIsThere() {
    Output output = data("fetch", "--quiet");
    assertThat(output.exitCode()).isZero();
    assertThat(output.lines())
        .containsExactly(
            "Data: 600 training and 200 test images from %s (data.directory)".formatted(folder));
  }

  @Test
  void showDescribesAndDrawsTheImages() {
    Output output = data("show");
    assertThat(output.exitCode()).isZero();
    assertThat(output.out())
        .contains("train_images: shape (600, 28, 28), dtype uint8, values 0 to 209")
        .contains("test_images: shape (200, 28, 28), dtype uint8, values 0 to 209")
        .contains("The first training images:");
    assertThat(output.lines()).hasSize(1 + 4 + 4 + 1 + 14);
  }

  @Test
  void verifyLooksAtEveryFile() {
    Output output = data("verify");
    assertThat(output.exitCode()).isZero();
    assertThat(output.lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith(folder.toString()) && line.endsWith("  ok"));
  }

  @Test
  void verifySaysWhatIsWrongAndEndsWith1() throws IOException {
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    Files.write(labels, new byte[3]);
    Output output = data("verify");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.lines()).hasSize(4);
    assertThat(output.lines()).filteredOn(line -> line.endsWith("  ok")).hasSize(3);
    assertThat(output.out()).contains(labels + "  bad: it ");
  }

  @Test
  void verifyReadsCsvFiles() throws IOException {
    String image = ",0".repeat(784) + "\n";
    Output output = csv("verify", "1" + image + "2" + image, "2" + image);
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).contains("Data: 2 training and 1 test images from ");

    Output broken = csv("verify", "1" + image + "2" + image, "3,0\n");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).contains("test.csv").doesNotContain("Unexpected error");
  }

  @Test
  void filesThatAreMissingAreAnErrorWithoutAStackTrace() throws IOException {
    Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
    for (String command : List.of("fetch", "show")) {
      Output output = data(command);
      assertThat(output.exitCode()).isEqualTo(1);
      assertThat(output.err()).contains("t10k-images-idx3-ubyte").doesNotContain("\tat ");
    }
  }
}
