package io.github.mnistdl4j.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that outlive a test, and copies of folders. */
public final class TestFolder {
  private TestFolder() {}

  /** Makes a folder in {@code target} that goes when the tests end. */
  public static Path untilTheEnd(String name) throws IOException {
    Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
    Path folder = Files.createTempDirectory(target, name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  /** Fills a new folder. */
  public interface Filling {
    void fill(Path folder) throws IOException;
  }

  /**
   * Returns a folder that all JVMs of a build share: the first one that needs it fills it, and
   * nobody changes it then. Outside of a build every JVM fills its own.
   */
  public static Path shared(String name, Filling filling) throws IOException {
    @Nullable String build = System.getProperty("shared.folder");
    Path all = build == null ? untilTheEnd(name) : Files.createDirectories(Path.of(build));
    Path folder = all.resolve(name);
    Path full = all.resolve(name + ".full");
    try (FileChannel channel =
            FileChannel.open(
                all.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && Files.notExists(full)) {
        filling.fill(Files.createDirectory(folder));
        Files.createFile(full);
      }
    }
    return folder;
  }

  /** Copies a folder and all in it to a new place; links stay links. */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Copies a run to a new place, where it is the newest one. */
  public static RunDirectory copyRun(RunDirectory run, Path runs, String name) throws IOException {
    Files.createDirectories(runs);
    RunDirectory copy = new RunDirectory(runs.resolve(name));
    copy(run.path(), copy.path());
    copy.markLatest();
    return copy;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
