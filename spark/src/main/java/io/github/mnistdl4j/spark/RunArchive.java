package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.run.RunDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a run directory as bytes, to send them from one machine to another. */
final class RunArchive {
  private RunArchive() {}

  /** All files of a run but its lock; of a directory that is not there: none. */
  static byte[] pack(RunDirectory run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED); // parameters hardly become smaller
      for (Path file : files(run)) {
        zip.putNextEntry(new ZipEntry(run.path().relativize(file).toString()));
        Files.copy(file, zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The record of how it went comes last: a directory that has it has all the rest. */
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

  /** Puts all files into a run's directory, each whole or not at all. */
  static void unpack(byte[] archive, RunDirectory run) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = run.path().resolve(entry.getName()).normalize();
        if (!file.startsWith(run.path())) {
          throw new IOException("the archive has a file outside of its directory: " + entry);
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.createDirectories(file.resolveSibling(""));
        Files.copy(zip, temporary, StandardCopyOption.REPLACE_EXISTING);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
