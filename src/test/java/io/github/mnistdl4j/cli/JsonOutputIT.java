package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs read: a single document on standard output, and files of predictions. */
class JsonOutputIT {
  @TempDir private static Path folder;
  private static Program program;

  @BeforeAll
  static void takeARun() throws IOException {
    program = Program.withRun(folder);
  }

  private static JsonObject document(String... command) {
    return document(program.call(command));
  }

  private static JsonObject document(Output output) {
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    return JsonParser.parseString(output.out()).getAsJsonObject();
  }

  private static Path config() {
    return folder.resolve("config").resolve("mnist.yaml");
  }

  @Test
  void listsRuns() throws IOException {
    Path sweep = Files.createDirectories(program.runs().resolve("s"));
    Files.writeString(sweep.resolve("sweep.yaml"), "search: {}");
    JsonObject list = document("runs", "list", "--format", "json");
    assertThat(list.keySet()).containsExactly("runs", "sweeps");
    assertThat(list.getAsJsonArray("runs")).hasSize(1);
    JsonObject run = list.getAsJsonArray("runs").get(0).getAsJsonObject();
    assertThat(run.keySet())
        .containsExactly(
            "name", "path", "status", "started", "dataset", "testLoss", "testAccuracy");
    assertThat(run.get("name").getAsString()).isEqualTo("a");
    assertThat(run.get("status").getAsString()).isEqualTo("finished");
    assertThat(run.get("testAccuracy").getAsDouble()).isBetween(0.0, 1.0);
    JsonObject search = list.getAsJsonArray("sweeps").get(0).getAsJsonObject();
    assertThat(search.keySet())
        .containsExactly("name", "path", "trials", "winner", "testLoss", "testAccuracy");
    assertThat(search.get("trials").getAsInt()).isZero();
    assertThat(search.get("winner").isJsonNull()).isTrue();
    Files.delete(sweep.resolve("sweep.yaml"));
  }

  @Test
  void listsNoRuns() {
    String nowhere = folder.resolve("nowhere").toString();
    assertThat(document("runs", "list", "--format=json", "--runs-dir", nowhere).toString())
        .isEqualTo("{\"runs\":[],\"sweeps\":[]}");
  }

  @Test
  void evaluates() throws IOException {
    JsonObject result = document("evaluate", "a", "--format", "json");
    assertThat(result.remove("run").getAsString()).isEqualTo("a");
    assertThat(result.remove("path").getAsString()).endsWith("a");
    JsonElement kept =
        JsonParser.parseString(
            Files.readString(program.runs().resolve("a").resolve("evaluation.json")));
    assertThat(result).isEqualTo(kept);
  }

  @Test
  void showsTheData() {
    JsonObject data =
        document(Output.of("data", "show", "--format", "json", "--config", config().toString()));
    assertThat(data.keySet()).containsExactly("source", "sha256", "train", "test");
    assertThat(data.getAsJsonObject("sha256").keySet()).hasSize(4);
    JsonObject train = data.getAsJsonObject("train");
    assertThat(train.keySet())
        .containsExactly("images", "shape", "classes", "min", "max", "classCounts");
    assertThat(train.get("shape").toString()).isEqualTo("[600,28,28]");
    assertThat(train.getAsJsonArray("classCounts")).hasSize(10);
    assertThat(train.get("max").getAsInt()).isEqualTo(209);
  }

  @Test
  void examinesTheMachine() {
    JsonObject doctor = document("doctor", "--format", "json", "--config", config().toString());
    assertThat(doctor.get("works").getAsBoolean()).isTrue();
    assertThat(doctor.getAsJsonArray("findings"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            finding ->
                assertThat(finding.getAsJsonObject().keySet())
                    .containsExactly("level", "topic", "found", "advice"));

    Output sick =
        program.call("doctor", "--format", "json", "-s", "data.directory=" + folder.resolve("x"));
    assertThat(sick.exitCode()).isEqualTo(1);
    assertThat(JsonParser.parseString(sick.out()).getAsJsonObject().get("works").getAsBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs list", "evaluate", "data show", "doctor"})
  void refusesOtherForms(String command) {
    Output output = program.call((command + " --format xml").split(" "));
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).contains("'--format'", "'xml'", "JSON");
  }

  private static String test() {
    return folder.resolve("images").resolve("t10k-images-idx3-ubyte").toString();
  }

  @Test
  void writesPredictionsIntoAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "from before");
    Output printed = program.call("predict", "--format", "csv", test());
    Output output = program.call("predict", "--format", "csv", "--output", file.toString(), test());
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).isEqualToIgnoringNewLines("The predictions are in out.csv");
    assertThat(Files.readString(file).replace(folder + "/", "")).isEqualTo(printed.out());
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void writesTheOtherPredictionsIntoTheFileWhenAnImageIsMissing() {
    Path file = folder.resolve("some.txt");
    Output output = program.call("predict", "-q", "-o", file.toString(), "nowhere.png", test());
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).contains("nowhere.png does not exist");
    assertThat(file).content().hasLineCount(201);
  }

  @Test
  void leavesTheFileAsItWasWhenItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("kept.txt"), "from before");
    String missing = folder.resolve("nowhere").resolve("out.txt").toString();
    Output output = program.call("predict", "-o", missing, test());
    Program.assertFailed(output, 1);
    assertThat(output.err()).contains("Cannot write nowhere/out.txt");
    Program.assertFailed(program.call("predict", "-o", folder.toString(), test()), 1);
    Program.assertFailed(
        program.call("predict", "--run", "none", "-o", file.toString(), test()), 1);
    assertThat(file).hasContent("from before");
  }

  @Test
  void writesIntoADeviceAndNotInItsPlace() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    Output output = program.call("predict", "-o", "/dev/full", test());
    Program.assertFailed(output, 1);
    assertThat(output.err()).contains("Cannot write /dev/full");
    assertThat(program.call("predict", "-o", "/dev/null", test()).exitCode()).isZero();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }
}
