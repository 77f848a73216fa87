package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train --from}: runs that are repeated in processes other than that which trained them. */
class RepetitionIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void takeARun() throws IOException {
    program = Program.withRun(folder);
  }

  private Path provenance() {
    return program.runs().resolve("a").resolve("provenance.json");
  }

  private Output repeat(String... arguments) {
    return program.call(
        Stream.concat(Stream.of("train", "--from"), Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  private static void assertSame(Output output, String run) {
    assertThat(output.err()).isEmpty();
    assertThat(output.out())
        .contains("The result is the same as that of " + run + ", to the last bit.");
    assertThat(output.exitCode()).isZero();
  }

  @Test
  void givesTheSameBitsWithDropoutAndOneThread() {
    assertSameWith(1, repeat("a", "--name", "b", "-s", "runtime.threads=1"));
  }

  @Test
  void givesTheSameBitsWithDropoutAndThreeThreadsWhateverTheConfigurationIsNow() throws Exception {
    Files.writeString(folder.resolve("config").resolve("mnist.yaml"), "of no: meaning here");
    assertSameWith(
        3, program.run("train", "--from", "a", "--name", "b", "-s", "runtime.threads=3"));
  }

  private static void assertSameWith(int threads, Output output) {
    assertSame(output, "runs/a");
    assertThat(output.out())
        .startsWith("Repeating runs/a\n")
        .contains("is in runs/b\n\nThe result");
    String table = output.out().substring(output.out().indexOf("to the last bit."));
    assertThat(table.lines()).allMatch(line -> line.length() <= 80, "at most 80 columns");
    assertThat(table.lines().filter(line -> line.endsWith("  same"))).hasSizeGreaterThan(12);
    assertThat(table).containsPattern("\nthreads +\\d+ +(same|" + threads + ")\n");
  }

  @Test
  void givesTheSameBitsOfChangedImages() {
    Output trained =
        program.call(
            "train",
            "--name",
            "changed",
            "-s",
            "training.augmentation={}",
            "-s",
            "training.epochs=1",
            "-s",
            "network.layers.0.units=32");
    assertThat(trained.exitCode()).isZero();
    assertSame(repeat("changed", "--name", "b", "-s", "runtime.threads=3"), "runs/changed");
  }

  @Test
  void needsNothingButTheRecord() throws Exception {
    Path alone = Files.move(provenance(), folder.resolve("kept.json"));
    try (Stream<Path> files = Files.walk(program.runs().resolve("a"))) {
      files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
    }
    Files.delete(folder.resolve("config").resolve("mnist.yaml"));
    Path moved = Files.move(folder.resolve("images"), folder.resolve("moved"));
    assertSame(repeat(alone.toString(), "-s", "data.directory=" + moved), "kept.json");
  }

  @Test
  void trainsNothingOnOtherImages() throws Exception {
    Path images = folder.resolve("images").resolve("train-images-idx3-ubyte");
    byte[] bytes = Files.readAllBytes(images);
    bytes[bytes.length - 1] ^= 1;
    Files.write(images, bytes);
    Output output = repeat("latest", "--name", "b", "-s", "data.directory=" + images.getParent());
    Program.assertFailed(output, 1);
    assertThat(output.err()).contains("was trained on other images: train-images-idx3-ubyte of");
    assertThat(program.runs().resolve("b")).doesNotExist();
  }

  @Test
  void saysHowFarAnotherResultIsAndFails() throws Exception {
    String text = Files.readString(provenance());
    Files.writeString(
        provenance(),
        text.replaceFirst("\"loss\": (\\d)", "\"loss\": 1$1")
            .replaceFirst("\"javaVersion\": \"", "\"javaVersion\": \"another \\\\u001b[31m "));
    Output output = repeat("a");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err()).isEmpty();
    assertThat(output.out())
        .contains("The result differs from that of runs/a:\n  the training loss by -10\n")
        .contains("  the parameters by at most 0.0\n", "see the rows that are not \"same\"")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--resume             | --resume continues a run",
        "--config=x           | --config is for another training",
        "-straining.epochs=3  | not training.epochs=3",
        "-sdata.dataset=mnist | not data.dataset=mnist"
      })
  void refusesOptionsThatWouldTrainSomethingElse(String option, String reason) {
    Output output = repeat("a", option);
    Program.assertFailed(output, 2);
    assertThat(output.err()).contains("--from repeats a run as it was: ", reason);
  }

  @Test
  void saysWhatIsWrongWithItsConfiguration() throws Exception {
    String text = Files.readString(provenance());
    Files.writeString(
        provenance(),
        text.replace("\"engine\"", "\"motor\"").replace("1234,\n      \"w", "-1,\n      \"v"));
    Output output = repeat("a");
    Program.assertFailed(output, 2);
    assertThat(output.err())
        .startsWith("runs/a/provenance.json has 3 problems:")
        .contains(
            "network.seed", "network.veight-init: unknown key", "training.motor: unknown key");
  }
}
