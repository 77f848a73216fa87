package io.github.mnistdl4j.run;

import io.github.mnistdl4j.files.AtomicFile;
import io.github.mnistdl4j.files.LockFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.io.function.IOConsumer;

/** Writes and locks files in the folders of runs; errors say what to do. */
public final class RunFiles {
  private RunFiles() {}

  /**
   * Writes a text as UTF-8.
   *
   * @throws RunException if it cannot be written; then the file is as it was
   */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file.
   *
   * @throws RunException if it cannot be written; then the file is as it was
   */
  public static void write(Path file, IOConsumer<OutputStream> content) {
    write(file, file.resolveSibling(file.getFileName() + ".tmp"), content);
  }

  /** Writes a file in the place of a temporary one, as {@link AtomicFile} does. */
  static void write(Path file, Path temporary, IOConsumer<OutputStream> content) {
    try {
      AtomicFile.write(file, temporary, content);
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    }
  }

  /** Creates a folder in one that must be there, unless it exists. */
  public static void createFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
      }
    } catch (IOException e) {
      throw RunException.cannotWrite(folder, e);
    }
  }

  /**
   * Returns whether a process of this machine is writing into a run's directory. Unlike {@link
   * #lock}, this is in nobody's way.
   */
  public static boolean hasWriter(RunDirectory run) {
    try {
      return LockFile.isHeld(run.lock());
    } catch (NoSuchFileException e) {
      return false; // nobody ever wrote
    } catch (IOException e) {
      return true; // without locks nobody can tell, and the run says that it is being written
    }
  }

  /**
   * Takes the right to write into a run's directory, which one process has at a time.
   *
   * @throws RunException if somebody has it, or it cannot be taken
   */
  public static LockFile lock(RunDirectory run) {
    Path file = run.lock();
    try {
      Optional<LockFile> lock = LockFile.take(file);
      if (lock.isEmpty()) {
        throw new RunException(
            "The run %s is being written by process %s. Wait for it or stop it, then try again."
                .formatted(run.path(), LockFile.holder(file)));
      }
      return lock.get();
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    }
  }
}
