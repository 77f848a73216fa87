package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting and renaming runs and sweeps, of which only the files matter here. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no link latest")
class RunsChangesTest {
  @TempDir private Path folder;
  private Path runs = Path.of("");

  @BeforeEach
  void makeRuns() throws IOException {
    runs = Files.createDirectory(folder.resolve("runs"));
    makeRun(runs, "a", 1);
    makeRun(runs, "b", 2);
    Files.createSymbolicLink(runs.resolve("latest"), Path.of("b"));
  }

  private static Path makeRun(Path parent, String name, int time) throws IOException {
    Path run = Files.createDirectories(parent.resolve(name));
    Path config = Files.writeString(run.resolve("config.yaml"), "training: {epochs: 3}");
    Files.setLastModifiedTime(config, FileTime.fromMillis(1000L * time));
    Files.createDirectory(run.resolve("checkpoints"));
    Files.writeString(run.resolve("checkpoints").resolve("1.bin"), "x");
    return run;
  }

  private Path makeSweep(String... trials) throws IOException {
    Path sweep = Files.createDirectory(runs.resolve("s"));
    Files.writeString(sweep.resolve("sweep.yaml"), "search: {}");
    for (String trial : trials) {
      makeRun(sweep, trial, sweep.toFile().list().length);
    }
    return sweep;
  }

  private Output call(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--runs-dir", runs.toString()));
    return Output.of(words.toArray(String[]::new));
  }

  private void assertRefused(Output output, int exitCode, String... words) {
    assertThat(output.exitCode()).isEqualTo(exitCode);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).contains(words).doesNotContain("Exception");
    assertThat(runs.resolve("a").resolve("checkpoints").resolve("1.bin")).exists();
    assertThat(runs.resolve("latest").resolve("config.yaml")).exists();
  }

  @Test
  void deletesRunsByNameOrPath() {
    assertThat(call("runs", "delete", "a", runs.resolve("b").toString()).lines())
        .containsExactly("Deleted: " + runs.resolve("a"), "Deleted: " + runs.resolve("b"));
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void letsLatestPointToTheNewestThatIsLeft() {
    assertThat(call("runs", "delete", "latest").exitCode()).isZero();
    assertThat(runs.resolve("b")).doesNotExist();
    assertThat(runs.resolve("latest").resolve("config.yaml")).exists();
    assertThat(RunDirectory.open(runs, "latest").name()).isEqualTo("a");
  }

  @Test
  void renamesARunAndKeepsLatestRight() {
    assertThat(call("runs", "rename", "a", "c").lines())
        .containsExactly("Renamed: " + runs.resolve("c"));
    assertThat(RunDirectory.open(runs, "latest").name()).isEqualTo("b");
    assertThat(call("runs", "rename", "latest", "größe 2").exitCode()).isZero();
    assertThat(RunDirectory.open(runs, "latest").name()).isEqualTo("größe 2");
    assertThat(runs).isDirectoryNotContaining("glob:**/{a,b}");
  }

  @Test
  void touchesNoRunThatIsBeingWritten() throws IOException {
    Path trial = makeSweep("trial-001").resolve("trial-001");
    try (var lock = RunFiles.lock(new RunDirectory(runs.resolve("b")))) {
      assertThat(lock).isNotNull();
      assertRefused(call("runs", "delete", "a", "b"), 1, "is being written by process");
      assertRefused(call("runs", "rename", "b", "c"), 1, "is being written by process");
    }
    try (var lock = RunFiles.lock(new RunDirectory(trial))) {
      assertThat(lock).isNotNull();
      assertRefused(call("runs", "delete", "s"), 1, "is being written by process");
    }
    assertThat(call("runs", "delete", "b", "s").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".", "../other", "nothing", "a/checkpoints", "other", "x.txt"})
  void deletesNothingThatIsNoRunInTheFolder(String name) throws IOException {
    makeRun(folder, "other", 1);
    Files.createDirectory(runs.resolve("other"));
    Files.writeString(runs.resolve("x.txt"), "x");
    assertRefused(call("runs", "delete", "a", name), 1, "not ");
    assertRefused(call("runs", "rename", name, "c"), 1, "not ");
    assertThat(folder.resolve("other").resolve("config.yaml")).exists();
  }

  @Test
  void deletesLinksAndNotWhatTheyPointTo() throws IOException {
    Path outside = makeRun(folder, "outside", 1);
    Files.createSymbolicLink(runs.resolve("link"), outside);
    Files.createSymbolicLink(runs.resolve("a").resolve("data"), outside);
    assertThat(call("runs", "delete", "link", "a").exitCode()).isZero();
    assertThat(runs.resolve("link")).doesNotExist();
    assertThat(Files.exists(runs.resolve("a"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(outside.resolve("checkpoints").resolve("1.bin")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "../c", "", ".c", "c/d"})
  void refusesNamesThatAreNotAllowed(String name) {
    assertRefused(call("runs", "rename", "a", name), 2, "NAME \"" + name + "\" cannot name a run");
  }

  @Test
  void refusesANameThatIsTaken() throws IOException {
    assertRefused(call("runs", "rename", "a", "b"), 1, "A run named b exists already");
    Files.createDirectory(runs.resolve("empty"));
    assertRefused(call("runs", "rename", "a", "empty"), 1, "A run named empty exists already");
  }

  @Test
  void asksForTheRuns() {
    assertRefused(call("runs", "delete"), 2, "RUN", "mnist-dl4j runs delete first-try");
    assertRefused(call("runs", "rename", "a"), 2, "NAME", "mnist-dl4j runs rename latest");
  }

  @Test
  void listsSweepsWithTheirTrialsAndWinner() throws IOException {
    Path sweep = makeSweep("trial-001", "trial-002");
    assertThat(call("runs", "list", "-q").lines())
        .hasSize(3)
        .last()
        .asString()
        .matches("s +sweep +2 trials, no winner yet +- +-");
    makeRun(sweep, "winner", 8);
    makeRun(sweep, "winner-2", 9);
    assertThat(call("runs", "list", "-q").lines())
        .last()
        .asString()
        .matches("s +sweep +2 trials, winner: s/winner-2 +- +-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate s", "predict x.png --run s", "serve --run s", "report s"})
  void pointsToTheWinnerOfASweep(String command) throws IOException {
    Path sweep = makeSweep("trial-001");
    assertRefused(
        call(command.split(" ")), 2, "s is a sweep, not a run. It has no winner yet", "--resume");
    makeRun(sweep, "winner", 9);
    assertRefused(
        call(command.split(" ")),
        2,
        sweep + " is a sweep, not a run. Its winner is the run " + sweep.resolve("winner"));
  }

  @Test
  void deletesAndRenamesSweeps() throws IOException {
    makeSweep("trial-001", "winner");
    assertThat(call("runs", "rename", "s", "t").exitCode()).isZero();
    assertThat(runs.resolve("t").resolve("winner").resolve("config.yaml")).exists();
    assertThat(call("runs", "delete", "t").exitCode()).isZero();
    assertThat(runs.resolve("t")).doesNotExist();
  }
}
