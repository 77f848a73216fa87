package io.github.mnistdl4j.run;

import io.github.mnistdl4j.MnistDl4jException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A run directory, or a file in it, that cannot be written, read or believed. */
public final class RunException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  /** What Linux and macOS say. */
  private static final String TOO_LONG = "File name too long";

  /** What cannot be done, and what to do. */
  public RunException(String message) {
    super(message);
  }

  RunException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the error for a file that could not be written, with what to do. */
  public static RunException cannotWrite(Path file, IOException cause) {
    String reason = reason(cause);
    Path folder = file.toAbsolutePath().getParent();
    String advice =
        "Check the folder's rights and the free space, or choose another with --runs-dir.";
    if (reason.equals(TOO_LONG)) {
      advice = "Choose a shorter --name or --runs-dir.";
    } else if (cause instanceof NoSuchFileException && folder != null && Files.notExists(folder)) {
      advice = "Make the folder %s, or choose another.".formatted(folder);
    }
    return new RunException("Cannot write %s: %s. %s".formatted(file, reason, advice), cause);
  }

  /** Returns the error for a file that could not be read. */
  public static RunException cannotRead(Path file, IOException cause) {
    return new RunException("Cannot read %s: %s.".formatted(file, reason(cause)), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof FileAlreadyExistsException taken) {
      boolean link = Files.isSymbolicLink(Path.of(taken.getFile()));
      return taken.getFile() + (link ? " is a link to no folder" : " is a file, not a folder");
    }
    if (cause.getCause() instanceof InvalidPathException) {
      return "its name has letters that the locale lacks (set LC_ALL=C.UTF-8)";
    }
    boolean told = cause instanceof FileSystemException fs && fs.getReason() != null;
    return told ? ((FileSystemException) cause).getReason() : String.valueOf(cause.getMessage());
  }
}
