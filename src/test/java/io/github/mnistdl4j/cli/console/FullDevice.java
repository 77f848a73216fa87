package io.github.mnistdl4j.cli.console;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.nio.file.Path;

/** Linux's device on which there is never space. */
public final class FullDevice {
  public static final Path PATH = Path.of("/dev/full");

  private FullDevice() {}

  /** Returns a standard output that goes there. */
  public static StandardOutput output() throws FileNotFoundException {
    return new StandardOutput(new FileOutputStream(PATH.toFile()), PATH);
  }
}
