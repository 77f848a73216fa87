package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs a run directory into bytes, to send it from one machine to another. */
final class RunArchive {
  private RunArchive() {}

  /** Packs all files of a run but its lock; none if there is no directory. */
  static byte[] pack(RunDirectory run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.NO_COMPRESSION); // parameters hardly become smaller
      for (Path file : files(run)) {
        zip.putNextEntry(new ZipEntry(run.path().relativize(file).toString()));
        Files.copy(file, zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Lists provenance.json last: a directory that has it is complete. */
  private static List<Path> files(RunDirectory run) throws IOException {
    if (!Files.isDirectory(run.path())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(run.path())) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith(".lock"))
          .sorted(
              Comparator.comparing((Path file) -> file.equals(run.provenance()))
                  .thenComparing(file -> file))
          .toList();
    }
  }

  /**
   * Replaces a run's directory by an archive's. Each file is complete or absent, provenance.json is
   * absent meanwhile, and files that the archive lacks are removed.
   */
  static void unpack(byte[] archive, RunDirectory run) {
    Set<Path> unpacked = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      Files.deleteIfExists(run.provenance());
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = run.path().resolve(entry.getName()).normalize();
        if (!file.startsWith(run.path())) {
          throw new IOException("the archive has a file outside of its directory: " + entry);
        }
        Files.createDirectories(file.resolveSibling(""));
        RunFiles.write(file, zip::transferTo);
        unpacked.add(file);
      }
      for (Path file : files(run)) {
        if (!unpacked.contains(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
