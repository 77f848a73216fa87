package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.sweep.SmallSweep;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.ofHours(1));
  private static final String HEADER =
      "run                       status         started                    dataset        test_loss"
          + "   test_acc";

  @TempDir private Path runs;

  private RunDirectory train(String name) {
    RunDirectory run = RunDirectory.create(runs, Optional.of(name), LocalDateTime.now(CLOCK));
    new TrainingRun(SmallDigits.config("training.epochs=1"), SmallDigits.inMemory(), run, CLOCK)
        .train(new TrainingCallback() {}, () -> false);
    return run;
  }

  private Output list(String... options) {
    Output output =
        Output.of(
            Stream.concat(
                    Stream.of("runs", "list", "--runs-dir", runs.toString()),
                    Arrays.stream(options))
                .toArray(String[]::new));
    assertThat(output.exitCode()).isZero();
    assertThat(output.err()).isEmpty();
    return output;
  }

  @Test
  void saysThatThereAreNoRunsYet() {
    assertThat(list().lines())
        .containsExactly("No runs in %s yet; \"train\" creates one.".formatted(runs));
    assertThat(list("--quiet").lines()).isEmpty();
  }

  @Test
  void listsEachRunWithItsResults() {
    train("first");
    train("second");
    String row =
        "finished       2026-01-02T04:04:05\\+01:00  mnist             \\d\\.\\d{4}     0\\.\\d{4}";
    assertThat(list().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo(HEADER),
            line -> assertThat(line).matches("first                     " + row),
            line -> assertThat(line).matches("second                    " + row));
    assertThat(list("-q").lines()).hasSize(2).first().asString().startsWith("first ");
  }

  @Test
  void doesNotClaimThatARunIsRunningWhichMayHaveBeenKilled() throws IOException {
    Path provenance = train("a").provenance();
    String text = Files.readString(provenance).replace("\"finished\"", "\"running\"");
    Files.writeString(provenance, text);
    assertThat(list("-q").lines()).singleElement().asString().contains(" unfinished ");
  }

  @Test
  void listsRunsWhoseFilesAreMissingOrBroken() throws IOException {
    Files.delete(train("a").evaluation());
    Files.delete(train("b").provenance());
    Files.writeString(train("c").provenance(), "{}");
    Files.writeString(train("d").evaluation(), "{\"images\": 3}");
    Files.writeString(train("e").provenance(), "half of it {");
    Files.createDirectories(runs.resolve("no run"));
    assertThat(list("-q").lines())
        .extracting(line -> line.replaceAll("\\d\\.\\d{4}", "x").replaceAll(" +", " "))
        .containsExactly(
            "a finished 2026-01-02T04:04:05+01:00 mnist - -",
            "b unknown - - x x",
            "c unknown - - x x",
            "d finished 2026-01-02T04:04:05+01:00 mnist - -",
            "e unknown - - x x");
  }

  @Test
  void exportsAndTagsRuns() throws IOException {
    train("first");
    train("second");
    String file = runs.resolve("out.csv").toString();
    String[] export = {
      "runs", "export", "--format", "csv", "-o", file, "--runs-dir", runs.toString()
    };
    assertThat(Output.of(export).lines()).containsExactly("Exported to " + file);
    assertThat(Files.readAllLines(Path.of(file)))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("second,1,");
    assertThat(Output.of(export).err()).startsWith(file + " exists already and is not replaced.");
    Files.delete(Path.of(file));
    String[] all = Stream.concat(Arrays.stream(export), Stream.of("--all")).toArray(String[]::new);
    assertThat(Output.of(all).exitCode()).isZero();
    assertThat(Files.readAllLines(Path.of(file))).hasSize(3);
    String[] both = Stream.concat(Arrays.stream(all), Stream.of("first")).toArray(String[]::new);
    Output refused = Output.of(both);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("--all takes all runs, but first is named, too.");
    Output tagged = Output.of("runs", "tag", "first", "x", "y", "--runs-dir", runs.toString());
    assertThat(tagged.lines()).containsExactly(runs.resolve("first") + " has x, y.");
    assertThat(Files.readAllLines(runs.resolve("first/tags.txt"))).containsExactly("x", "y");
    Output none = Output.of("runs", "tag", "first", "--runs-dir", runs.toString());
    assertThat(none.lines()).containsExactly(runs.resolve("first") + " has no tags.");
  }

  @Test
  void exportsTheTrialsOfASweepAndEachRunOnce() throws IOException {
    SmallSweep.run(runs, "sweep", "search.trials=2");
    train("a");
    Path file = runs.resolve("out.csv");
    Output output =
        Output.of(
            "runs",
            "export",
            "sweep",
            "a",
            runs.resolve("sweep").resolve("..").resolve("a").toAbsolutePath().toString(),
            "--format",
            "csv",
            "-o",
            file.toString(),
            "--runs-dir",
            runs.toString());
    assertThat(output.err()).isEmpty();
    assertThat(Files.readAllLines(file).stream().map(line -> line.split(",", 2)[0]).distinct())
        .containsExactlyInAnyOrder("run", "trial-001", "trial-002", "a");
  }
}
