package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Symbolic links, and archives that pretend, where a run or the images are looked for. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need privileges there")
class LinksTest {
  @TempDir private Path folder;
  private RunDirectory run = new RunDirectory(Path.of(""));

  @BeforeEach
  void trainWithImagesBehindALink() throws IOException {
    SmallDigits.write(folder.resolve("images"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("images"));
    AppConfig config =
        SmallDigits.config(
            "data.dataset=idx", "data.directory=" + link, "training.epochs=1", "runtime.threads=1");
    Clock clock = Clock.systemUTC();
    run = RunDirectory.create(runs(), Optional.of("a"), LocalDateTime.now(clock));
    new TrainingRun(config, SmallDigits.read(config.run().data()), run, clock)
        .train(new TrainingCallback() {}, () -> false);
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private Output evaluate(String name, Path runs) {
    return Output.of("evaluate", name, "--runs-dir", runs.toString());
  }

  private static void assertFine(Output output) {
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
  }

  private static void assertFailed(Output output, String... words) {
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err())
        .contains(words)
        .doesNotContain("\tat ", "Exception", "Unexpected error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "file", "latest", "../images"})
  void findsTheNewestRunWhenLatestLeadsToNone(String target) throws IOException {
    Files.writeString(runs().resolve("file"), "");
    Files.delete(runs().resolve("latest"));
    Files.createSymbolicLink(runs().resolve("latest"), Path.of(target));
    Output output = evaluate("latest", runs());
    if (target.equals("../images")) {
      assertFailed(output, "latest is not a run: it has no config.yaml");
    } else {
      assertFine(output);
      assertThat(output.lines()).first().isEqualTo("Run: " + run.path());
    }
    assertThat(Output.of("runs", "list", "-q", "--runs-dir", runs().toString()).lines())
        .singleElement()
        .asString()
        .startsWith("a ");
  }

  @Test
  void evaluatesARunThatIsALink() throws IOException {
    Path others = Files.createDirectory(folder.resolve("others"));
    Files.createSymbolicLink(others.resolve("linked"), Path.of("../runs/a"));
    assertFine(evaluate("linked", others));
    assertFine(evaluate(others.resolve("linked").toString(), runs()));
  }

  @Test
  void listsARunThatIsALink() throws IOException {
    Path others = Files.createDirectory(folder.resolve("others"));
    Files.createSymbolicLink(others.resolve("linked"), Path.of("../runs/a"));
    Files.createSymbolicLink(others.resolve("latest"), Path.of("linked"));
    Files.createSymbolicLink(others.resolve(".latest-linked"), Path.of("linked"));
    Files.createSymbolicLink(others.resolve("nowhere"), Path.of("../runs/b"));
    assertThat(Output.of("runs", "list", "-q", "--runs-dir", others.toString()).lines())
        .singleElement()
        .asString()
        .startsWith("linked  ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "loop"})
  void saysThatALinkLeadsToNoFolder(String target) throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of(target));
    String images = "data.directory=" + folder.resolve("images");
    Output train =
        Output.of("train", "-s", "data.dataset=idx", "-s", images, "--runs-dir", loop.toString());
    assertFailed(train, "Cannot write " + loop, loop + " is a link to no folder", "--runs-dir");

    Output data =
        Output.of("data", "show", "-s", "data.dataset=idx", "-s", "data.directory=" + loop);
    assertFailed(data, loop.toString(), "there is no such folder");
  }

  @Test
  void writesNothingOutsideForAnArchiveWithPathsInIt() throws IOException {
    try (OutputStream out = Files.newOutputStream(run.model());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("../../planted"));
    }
    assertFailed(evaluate("a", runs()), run.model() + " has an entry \"../../planted\"");
    assertThat(folder.resolve("planted")).doesNotExist();
  }

  @Test
  void unpacksNoBomb() throws IOException {
    try (OutputStream out = Files.newOutputStream(run.model());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry("configuration.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 600; i++) {
        zip.write(zeros);
      }
    }
    assertFailed(evaluate("a", runs()), run.model().toString(), "configuration.json of more than");
  }
}
