package io.github.mnistdl4j.interop.dense;

import io.github.mnistdl4j.MnistDl4jException;
import java.io.IOException;
import java.nio.file.Path;

/** A model file of another program that cannot be read, taken over or written. */
public final class InteropException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  public InteropException(String message) {
    super(message);
  }

  public InteropException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the error of a file that cannot be read. */
  public static InteropException cannotRead(Path file, IOException e) {
    return new InteropException("Cannot read %s: %s.".formatted(file, e.getMessage()), e);
  }

  /** Returns a text of somebody else's file for the terminal: short, without escape sequences. */
  public static String printable(String text) {
    return "%.80s".formatted(text.replaceAll("\\p{Cntrl}", "?"));
  }
}
