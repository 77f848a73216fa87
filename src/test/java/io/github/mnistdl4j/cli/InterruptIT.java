package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.Program.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that end early. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class InterruptIT {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException, InterruptedException {
    program = Program.in(folder);
    // a shell starts its background jobs, and so their children, deaf to SIGINT
    String[] hearing = {"env", "--default-signal=INT"};
    boolean cured = new ProcessBuilder(hearing[0], hearing[1], "true").start().waitFor() == 0;
    program = cured ? program.through(hearing) : program;
  }

  /** A training that would last for hours, in its third epoch or later. */
  private RunningProgram trainForHours(String... options) throws Exception {
    String[] arguments = {"train", "--name", "a", "-s", "training.epochs=100000"};
    RunningProgram training =
        program.start(Stream.of(arguments, options).flatMap(Arrays::stream).toArray(String[]::new));
    training.awaitOutput("Epoch 3/");
    return training;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void savesAndSaysWhatWasTrainedSoFar(String signal, int exitCode) throws Exception {
    RunningProgram training = trainForHours();
    training.signal(signal);
    Output output = training.await();

    assertThat(output.exitCode()).isEqualTo(exitCode);
    assertThat(output.err()).isEmpty();
    assertThat(output.out())
        .containsPattern(
            "\nInterrupted: trained \\d+ whole epochs and \\d steps of the next, and saved that.\n")
        .containsPattern("\ntest_loss: \\d")
        .endsWith("The model and everything about the run is in runs/a\n");
    SavedRun run = new SavedRun(RunDirectory.open(program.runs(), "a"));
    assertThat(run.evaluation()).contains(run.evaluate(SmallDigits.inMemory()));
    assertThat(run.directory().path()).isDirectoryNotContaining("glob:**.tmp");
    assertThat(list()).contains("a", "interrupted");
  }

  @Test
  void holdsItsRunUntilItIsKilledAndLeavesNoHalfWrittenFile() throws Exception {
    RunningProgram training = trainForHours();
    training.awaitOutput("Epoch 5/");
    Output second = program.call("train", "--resume", "a", "-s", "training.epochs=100000");
    assertFailed(second, 1);
    assertThat(second.err()).contains("is being written by process " + training.process().pid());
    training.signal("KILL");
    assertThat(training.await().exitCode()).isEqualTo(137);

    RunDirectory run = RunDirectory.open(program.runs(), "a");
    assertThat(new SavedRun(run).config().run().training().epochs()).isEqualTo(100_000);
    assertThat(Files.readAllLines(run.metrics()))
        .hasSizeGreaterThan(2)
        .allMatch(row -> row.split(",", -1).length == 9);
    assertThat(run.model()).doesNotExist();
    assertThat(list()).contains("a", "unfinished");
    Output third = program.call("train", "-q", "--resume", "latest", "-s", "training.epochs=1");
    assertThat(third.err()).as("the lock is free again").contains("epochs already");
  }

  @Test
  void saysThatItCouldNotSaveBeforeItEnds() throws Exception {
    RunningProgram training = trainForHours("-s", "training.batch-size=1");
    Files.move(program.runs(), folder.resolve("moved"));
    training.signal("TERM");
    Output output = training.await();
    assertThat(output.err()).startsWith("Cannot write runs/a/").doesNotContain("\tat ");
    assertThat(output.out()).doesNotContain("saved");
  }

  private String list() {
    return Output.of("runs", "list", "-q", "--runs-dir", program.runs().toString()).out();
  }
}
