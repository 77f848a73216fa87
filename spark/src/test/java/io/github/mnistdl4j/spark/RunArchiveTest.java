package io.github.mnistdl4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunArchiveTest {
  @TempDir private Path folder;

  private RunDirectory run(String name, String... files) throws IOException {
    RunDirectory run = new RunDirectory(folder.resolve(name));
    for (String file : files) {
      Path path = run.path().resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, name + file);
    }
    return run;
  }

  @Test
  void makesADirectoryTheSame() throws IOException {
    RunDirectory there = run("there", "config.yaml", "provenance.json", "checkpoints/step-2");
    RunDirectory here =
        run("here", "config.yaml", "provenance.json", "checkpoints/step-1", ".lock");

    RunArchive.unpack(RunArchive.pack(there), here);

    for (String file : List.of("config.yaml", "provenance.json", "checkpoints/step-2")) {
      assertThat(here.path().resolve(file)).hasContent("there" + file);
    }
    assertThat(here.path().resolve("checkpoints/step-1")).doesNotExist();
    assertThat(here.path().resolve(".lock")).exists();
  }

  @Test
  void hasNoRecordOfARunThatArrivedInPart() throws IOException {
    RunDirectory here = run("here", "config.yaml", "provenance.json");
    byte[] archive = zip("config.yaml", "../outside");

    assertThatThrownBy(() -> RunArchive.unpack(archive, here))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("outside of its directory");
    assertThat(here.provenance()).doesNotExist();
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void isEmptyWithoutADirectory() {
    RunDirectory none = new RunDirectory(folder.resolve("none"));

    RunArchive.unpack(RunArchive.pack(none), none);

    assertThat(none.path()).doesNotExist();
  }
}
