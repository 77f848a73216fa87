package io.github.mnistdl4j.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps the reason why standard output could not be written, which {@link PrintWriter} would
 * swallow. Printing goes on, so that a training whose output nobody reads any more keeps its run;
 * what was lost shows in the exit code at the end. Used by one thread.
 */
public final class StandardOutput {
  /** The exit code of a program whose pipe was closed: 128 and the number of SIGPIPE. */
  static final int PIPE_CLOSED = 141;

  private final FailureKeepingStream stream;
  private final PrintWriter writer;
  private final Path descriptor;

  /**
   * Makes one of a stream that stands for standard output.
   *
   * @param descriptor a link that says what it is connected to, as Linux has them
   */
  StandardOutput(OutputStream destination, Path descriptor) {
    this.descriptor = descriptor;
    stream = new FailureKeepingStream(destination);
    writer = new PrintWriter(new OutputStreamWriter(stream, Terminal.outputCharset()), true);
  }

  /** Returns the standard output of this process. */
  public static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out), Path.of("/proc/self/fd/1"));
  }

  /** Returns where to print; {@link PrintWriter#checkError} tells whether it still arrives. */
  public PrintWriter writer() {
    return writer;
  }

  /**
   * Returns the exit code of a command whose output went here: its own, unless that is success and
   * output was lost.
   *
   * @param err gets a line that says why output was lost, unless the reader closed the pipe
   */
  public int exitCode(int own, PrintWriter err) {
    writer.flush();
    Optional<IOException> failure = stream.failure();
    if (failure.isEmpty()) {
      return own;
    }
    boolean closed = isPipeClosed(failure.get());
    if (!closed) {
      err.println(
          "Standard output could not be written: %s. What is there is incomplete; let it go to another place and print it again."
              .formatted(failure.get().getMessage()));
      err.flush();
    }
    return own != 0 ? own : closed ? PIPE_CLOSED : 1;
  }

  /** Pipes fail when nobody reads them any more; what the system says may be in any language. */
  private boolean isPipeClosed(IOException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("pipe") || isPipe();
  }

  private boolean isPipe() {
    try {
      return Files.isSymbolicLink(descriptor)
          && Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
