package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

  @TempDir private Path folder;
  private Path runs;

  @BeforeEach
  void nameTheDirectoryOfAllRuns() {
    runs = folder.resolve("runs");
  }

  private RunDirectory create() {
    return RunDirectory.create(runs, Optional.empty(), NOW);
  }

  private RunDirectory create(String name) {
    return RunDirectory.create(runs, Optional.of(name), NOW);
  }

  /** A run with a configuration, so that it counts; the later the number, the newer. */
  private RunDirectory started(String name, int second) throws IOException {
    RunDirectory run = create(name);
    Files.writeString(run.config(), "{}");
    Files.setLastModifiedTime(run.config(), FileTime.fromMillis(1_000_000L + second * 1000L));
    return run;
  }

  @Test
  void isNamedByTheTimeUnlessItHasAName() {
    assertThat(create().path()).isEqualTo(runs.resolve("2026-01-02_03-04-05")).isEmptyDirectory();
    assertThat(create("first try").path()).isEqualTo(runs.resolve("first try")).isEmptyDirectory();
  }

  @Test
  void countsRunsOfTheSameSecond() {
    assertThat(IntStream.range(0, 3).mapToObj(i -> create().name()))
        .containsExactly("2026-01-02_03-04-05", "2026-01-02_03-04-05-2", "2026-01-02_03-04-05-3");
  }

  @Test
  void givesEveryThreadADirectoryOfItsOwn() {
    assertThat(IntStream.range(0, 50).parallel().mapToObj(i -> create().path()).distinct())
        .hasSize(50);
  }

  @Test
  void refusesANameThatIsTaken() {
    create("a");
    assertThatThrownBy(() -> create("a"))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "A run named a exists already in %s. Choose another --name, or remove it.",
            runs.resolve("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "2", "Größe", "a.b", "lr=0.1 @home +x", "a_b-c", "latest2"})
  void acceptsOrdinaryNames(String name) {
    assertThat(create(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../a",
        "a/b",
        "a\\b",
        "/a",
        "C:\\a",
        "-a",
        ".a",
        " a",
        "a\n",
        "a\0b",
        "a*",
        "a\u001b[31m",
        "~",
        "latest"
      })
  void refusesNamesThatLeadElsewhere(String name) {
    assertThatThrownBy(() -> create(name))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("--name \"")
        .hasMessageContaining("cannot name a run: use up to 80 letters");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesNamesThatAreTooLong() {
    assertThat(create("a".repeat(80)).path()).exists();
    assertThatThrownBy(() -> create("a".repeat(81)))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("--name \"%s...\" cannot name a run: ", "a".repeat(40));
  }

  @Test
  void saysThatAFileIsInItsPlace() throws IOException {
    Files.writeString(runs, "");
    assertThatThrownBy(this::create)
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(
            "Cannot write %s: %s is a file, not a folder.",
            runs.resolve("2026-01-02_03-04-05"), runs);
  }

  @Test
  void saysThatAFileIsInTheWay() throws IOException {
    runs = Files.writeString(folder.resolve("file"), "").resolve("runs");
    assertThatThrownBy(this::create)
        .isInstanceOf(RunException.class)
        .hasMessageContaining("Cannot write %s", runs)
        .hasMessageContaining("--runs-dir");
  }

  @Test
  void followsALinkToTheDirectoryOfAllRuns() throws IOException {
    Files.createSymbolicLink(runs, Files.createDirectory(folder.resolve("elsewhere")));
    create("a");
    assertThat(folder.resolve("elsewhere").resolve("a")).isDirectory();
  }

  @Test
  void isFoundByItsName() throws IOException {
    RunDirectory run = started("a", 1);
    assertThat(RunDirectory.open(runs, "a")).isEqualTo(run);
  }

  @Test
  void isFoundByItsPath() throws IOException {
    RunDirectory run = started("a", 1);
    Path elsewhere = folder.resolve("no runs");
    assertThat(RunDirectory.open(elsewhere, run.path().toString())).isEqualTo(run);
    Path fromHere = Path.of("").toAbsolutePath().relativize(run.path().toAbsolutePath());
    assertThat(RunDirectory.open(elsewhere, fromHere.toString()).config()).exists();
  }

  @Test
  void latestIsTheOneMarkedLast() throws IOException {
    started("a", 2).markLatest();
    RunDirectory marked = started("b", 1);
    marked.markLatest();
    assertThat(RunDirectory.open(runs, "latest")).isEqualTo(marked);
    assertThat(runs.resolve("latest")).isSymbolicLink();
    assertThat(Files.readSymbolicLink(runs.resolve("latest"))).isEqualTo(Path.of("b"));
    assertThat(names(RunDirectory.all(runs))).containsExactly("b", "a");
  }

  @Test
  void latestStaysRightWhenTheDirectoryOfAllRunsMoves() throws IOException {
    started("a", 1).markLatest();
    Path moved = Files.move(runs, folder.resolve("moved"));
    assertThat(RunDirectory.open(moved, "latest").path()).isEqualTo(moved.resolve("a"));
  }

  @Test
  void latestIsTheNewestWhereThereAreNoLinks() throws IOException {
    started("b", 1);
    started("a", 2);
    started("c", 0);
    assertThat(RunDirectory.open(runs, "latest").name()).isEqualTo("a");
  }

  @Test
  void latestIsTheNewestThatIsLeftWhenItsRunWasRemoved() throws IOException {
    started("a", 1);
    RunDirectory removed = started("b", 2);
    removed.markLatest();
    Files.delete(removed.config());
    Files.delete(removed.path());
    assertThat(RunDirectory.open(runs, "latest").name()).isEqualTo("a");
  }

  @Test
  void doesNotMindThatSomethingElseIsNamedLatest() throws IOException {
    Files.createDirectories(runs.resolve("latest").resolve("in the way"));
    started("a", 1).markLatest();
    assertThat(runs.resolve("latest").resolve("in the way")).exists();
    assertThat(names(RunDirectory.all(runs))).containsExactly("a");
  }

  @Test
  void saysWhichRunsThereAreInstead() throws IOException {
    started("b", 1);
    started("a", 2);
    assertThatThrownBy(() -> RunDirectory.open(runs, "c"))
        .isInstanceOf(RunException.class)
        .hasMessage("There is no run \"c\" in %s. There are: b, a.", runs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "a", "../a", "/nowhere/at all"})
  void saysHowToGetARunWhereThereIsNone(String run) {
    assertThatThrownBy(() -> RunDirectory.open(runs, run))
        .isInstanceOf(RunException.class)
        .hasMessage("There is no run \"%s\" in %s. Train one with \"train\" first.", run, runs);
  }

  @Test
  void saysThatSomeOtherDirectoryIsNoRun() {
    assertThatThrownBy(() -> RunDirectory.open(runs, folder.toString()))
        .isInstanceOf(RunException.class)
        .hasMessage("%s is not a run: it has no config.yaml.", folder);
  }

  @Test
  void refusesWhatCannotBeAPath() {
    assertThatThrownBy(() -> RunDirectory.open(runs, "a\0b")).isInstanceOf(RunException.class);
  }

  @Test
  void listsRunsTheOldestFirstAndNothingElse() throws IOException {
    started("b", 1);
    started("c", 3);
    started("a", 3);
    started("d", 2).markLatest();
    create("empty");
    Files.writeString(runs.resolve("file"), "");
    assertThat(names(RunDirectory.all(runs))).containsExactly("b", "d", "a", "c");
  }

  @Test
  void listsNoRunsWhereThereIsNoDirectory() throws IOException {
    assertThat(RunDirectory.all(runs)).isEmpty();
    assertThat(RunDirectory.all(Files.writeString(folder.resolve("file"), ""))).isEmpty();
  }

  private static List<String> names(List<RunDirectory> all) {
    return all.stream().map(RunDirectory::name).toList();
  }
}
