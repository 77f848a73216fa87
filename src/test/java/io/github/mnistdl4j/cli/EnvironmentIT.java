package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.Program.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Languages, homes and names that the program is not usually started with. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no env, and other locales")
class EnvironmentIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    program = Program.in(folder);
  }

  private static void assertFine(Output output) {
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
  }

  /** In Egypt digits and decimal points are others; a service may have no home. */
  @Test
  void writesTheSameNumbersInAnyLanguageAndWithoutAHome() throws Exception {
    Output output =
        program
            .through("env", "-u", "HOME", "-u", "XDG_CACHE_HOME")
            .withJvmOptions("-Duser.language=ar", "-Duser.country=EG", "-Duser.home=?")
            .run("train", "--name", "a");
    assertFine(output);
    assertThat(output.out())
        .containsPattern("loss: \\d\\.\\d{4} - accuracy: 0\\.\\d{4}")
        .containsPattern("right about \\d+\\.\\d\\d %")
        .contains("Epoch 2/2", "200 test images")
        .isASCII();
    Path run = program.runs().resolve("a");
    assertThat(Files.readAllLines(run.resolve("metrics.csv")))
        .hasSize(3)
        .allMatch(row -> row.split(",", -1).length == 9);
    assertThat(run.resolve("provenance.json"))
        .content()
        .containsPattern("\"trainingSeconds\": \\d+\\.\\d+,");
    assertThat(run.resolve("evaluation.json")).content().containsPattern("\"loss\": \\d\\.\\d+,");
  }

  @Test
  void takesNamesAndPathsInAnyAlphabet() throws Exception {
    Files.move(folder.resolve("images"), folder.resolve("Bilder für 数字"));
    Files.writeString(
        folder.resolve("größe.yaml"),
        """
        data: {dataset: idx, directory: Bilder für 数字}
        network: {layers: [{units: 10, activation: softmax}]}
        training: {epochs: 1}
        """);
    Program utf8 = program.with("LC_ALL", "C.UTF-8");
    String[] train = {"train", "-c", "größe.yaml", "--name", "Größe 大", "--runs-dir", "läufe"};
    assertFine(utf8.run(train));
    assertThat(folder.resolve("läufe/Größe 大/model.zip")).exists();
    assertFine(utf8.run("evaluate", "Größe 大", "--runs-dir", "läufe"));
  }

  @Test
  void saysThatTheLocaleCannotNameAFile() throws Exception {
    Program ascii = program.with("LC_ALL", "C");
    Output argument = ascii.run("train", "--runs-dir", "läufe");
    assertFailed(argument, 2);
    assertThat(argument.err()).contains("'--runs-dir'", "is not a path here", "set LC_ALL=C.UTF-8");

    Files.writeString(folder.resolve("a.yaml"), "data: {dataset: idx, directory: größe}");
    Output value = ascii.run("train", "-c", "a.yaml");
    assertFailed(value, 2);
    assertThat(value.err()).contains("a.yaml", "line 1: data.directory", "set LC_ALL=C.UTF-8");
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void saysThatTheLocaleCannotNameARun() throws Exception {
    program = Program.withRun(folder);
    rename();
    Program ascii = program.with("LC_ALL", "C");
    Output listed = ascii.run("runs", "list");
    assertFine(listed);
    assertThat(listed.out()).contains("finished");
    Output evaluated = ascii.run("evaluate");
    assertFailed(evaluated, 1);
    assertThat(evaluated.err())
        .startsWith("Cannot read runs/gr")
        .contains("its name has letters that the locale lacks (set LC_ALL=C.UTF-8)");
  }

  /** Names run a größe, whatever the locale of the tests is. */
  private void rename() throws Exception {
    String size = "$'gr\\303\\266\\303\\237e'";
    String script = "mv a %s && ln -sfn %s latest".formatted(size, size);
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", script).directory(program.runs().toFile());
    assertThat(bash.inheritIO().start().waitFor()).isZero();
  }

  @Test
  void saysThatTheLocaleCannotNameANewRun() throws Exception {
    Program ascii = program.with("LC_ALL", "C");
    for (String[] command :
        List.of(
            new String[] {"train", "--name", "größe"},
            new String[] {"evaluate", "größe"},
            new String[] {"runs", "delete", "größe"})) {
      Output output = ascii.run(command);
      assertFailed(output, command[0].equals("train") ? 2 : 1);
      assertThat(output.err()).contains("cannot name a run", "set LC_ALL=C.UTF-8");
    }
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void trainsInFoldersWhoseNamesAreLong() throws Exception {
    String runs = folder.resolve(("d".repeat(200) + "/").repeat(5) + "runs").toString();
    assertFine(program.callTrain("--runs-dir", runs, "--name", "a".repeat(80)));
    assertFine(program.call("evaluate", "--runs-dir", runs));
  }

  @Test
  void saysWhichNameIsTooLong() {
    String runs = folder.resolve(("d".repeat(200) + "/").repeat(30)).toString();
    Output path = program.callTrain("--runs-dir", runs);
    assertFailed(path, 1);
    assertThat(path.err())
        .startsWith("Cannot write ddd")
        .endsWith(": File name too long. Choose a shorter --name or --runs-dir.\n");

    Output name = program.callTrain("--name", "n".repeat(5000));
    assertFailed(name, 2);
    assertThat(name.err())
        .hasSizeLessThan(300)
        .contains("cannot name a run: use up to 80 letters", "Try 'mnist-dl4j train --help'");

    Output data = program.callTrain("-s", "data.directory=" + "d/".repeat(5000));
    assertFailed(data, 1);
    assertThat(data.err()).contains("(data.directory) cannot be used", "there is no such folder");
  }
}
