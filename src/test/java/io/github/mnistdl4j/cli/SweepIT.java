package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepIT {
  private static final String CONFIG =
      """
      data: {dataset: idx, directory: '%s'}
      network: {layers: [{units: 8, activation: relu}, {units: 10, activation: softmax}]}
      training: {epochs: 8, batch-size: 4, validation-split: 0.2}
      search:
        trials: 6
        space:
          network.layers[0].units: [4, 8, 16]
          training.optimizer.learning-rate: {name: log-uniform, min: 0.0003, max: 0.003}
      """;

  @TempDir private static Path finished;
  private static Program whole = new Program(Path.of(""), List.of(), List.of(), Map.of());
  private static Output swept = new Output(0, "", "");

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeAll
  static void sweep() throws IOException {
    whole = programIn(finished);
    swept = whole.call("sweep", "--name", "a", "--config", config(whole).toString());
  }

  @BeforeEach
  void writeImages() throws IOException {
    program = programIn(folder).through("env", "--default-signal=INT");
  }

  private static Program programIn(Path folder) throws IOException {
    Program program = Program.in(folder);
    Files.writeString(config(program), CONFIG.formatted(folder.resolve("images")));
    return program;
  }

  private static Path config(Program program) {
    return program.folder().resolve("config").resolve("sweep.yaml");
  }

  /** Begins a sweep in this process. */
  private Output sweep(String... options) {
    Stream<String> sweep = Stream.of("sweep", "-q", "--config", config(program).toString());
    return program.call(Stream.concat(sweep, Stream.of(options)).toArray(String[]::new));
  }

  private static List<String> table(Program program) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(program.runs().resolve("a").resolve("sweep.csv"))) {
      List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
      fields.remove(6); // seconds
      rows.add(String.join(",", fields));
    }
    return rows;
  }

  private static byte[] winner(Program program) throws IOException {
    return Files.readAllBytes(
        program.runs().resolve("a").resolve("winner").resolve("evaluation.json"));
  }

  @Test
  void triesTrainsTheBestAgainAndTestsThatOneAlone() throws Exception {
    assertThat(swept.err()).isEmpty();
    assertThat(swept.exitCode()).isZero();
    assertThat(swept.out())
        .contains("6 trials, ", "rank  trial", "The best is trial-00", "test_acc: ")
        .contains("It is trained on all 600 images now.", "Epoch 8/8");
    Path sweep = whole.runs().resolve("a");
    assertThat(sweep.resolve("sweep.html")).content().contains("Trained again on all training");
    try (Stream<Path> files = Files.walk(sweep)) {
      assertThat(files.filter(file -> file.endsWith("evaluation.json")))
          .containsExactly(sweep.resolve("winner").resolve("evaluation.json"));
    }
    assertThat(whole.call("evaluate", "--quiet", sweep.resolve("winner").toString()).lines())
        .hasSize(2)
        .allMatch(line -> swept.out().contains(line));
    assertThat(whole.call("report", sweep + "/trial-001", sweep + "/trial-002").exitCode())
        .isZero();
  }

  @Test
  void endsTheSameHoweverOftenItIsKilled() throws Exception {
    killed("KILL", "sweep", "--name", "a");
    Output interrupted = killed("INT", "sweep", "--resume", "a");
    assertThat(interrupted.exitCode()).isEqualTo(130);
    assertThat(interrupted.out()).contains("of which ", "To continue: sweep --resume");
    assertThat(killed("TERM", "sweep", "--resume", "a").exitCode()).isEqualTo(143);

    Output output = program.call("sweep", "--resume", "a");
    assertThat(output.exitCode()).as(output.toString()).isZero();
    assertThat(output.out()).contains("of which ");
    assertThat(table(program)).isEqualTo(table(whole));
    assertThat(winner(program)).isEqualTo(winner(whole));
  }

  /** A sweep that gets a signal after its next trial. */
  private Output killed(String signal, String... arguments) throws Exception {
    RunningProgram sweep = program.start(arguments);
    sweep.awaitOutput(" - val_loss: ");
    sweep.signal(signal);
    Output killed = sweep.await();
    assertThat(killed.exitCode()).isNotZero();
    return killed;
  }

  @Test
  void goesOnWithTheNewestSweepAndMoreTrials() throws Exception {
    assertThat(sweep("-s", "training.epochs=1", "-s", "search.trials=2").exitCode()).isZero();
    Output output = program.call("sweep", "--resume", "-s", "search.trials=3");
    assertThat(output.out()).contains("3 trials, of which 2 are done");
    assertThat(output.exitCode()).isZero();
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    Output noConfig = program.call("sweep", "--config", "none.yaml");
    Program.assertFailed(noConfig, 2);
    assertThat(noConfig.err()).contains("none.yaml does not exist");
    Output train = program.call("sweep", "--config", "config/mnist.yaml");
    Program.assertFailed(train, 2);
    assertThat(train.err()).contains("search.space", "training.validation-split");
    Output nothing = program.call("sweep", "--resume", "nothing");
    Program.assertFailed(nothing, 1);
    assertThat(nothing.err()).contains("There is no sweep \"nothing\" in runs");
    Output other = sweep("--name", "../x");
    Program.assertFailed(other, 2);
    assertThat(program.runs()).doesNotExist();
  }
}
