package io.github.mnistdl4j.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes on until that fails once, and keeps the reason, which {@link java.io.PrintWriter}
 * would swallow. Used by one thread.
 */
public final class FailureKeepingStream extends OutputStream {
  private final OutputStream destination;
  private @Nullable IOException failure;

  public FailureKeepingStream(OutputStream destination) {
    this.destination = destination;
  }

  /** Returns why bytes were lost; empty: none were. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      destination.write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
