package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.FailureKeepingStream;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The file that a command prints into in place of standard output. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes a file, whole or not at all; a device or a named pipe gets it as it is printed.
   *
   * @param print prints the content in UTF-8; what it returns is returned
   * @throws RunException if it cannot be written; then the file is as it was
   */
  static boolean write(Path file, Predicate<PrintWriter> print) {
    AtomicBoolean printed = new AtomicBoolean();
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        printed.set(print(out, print));
      } catch (IOException e) {
        throw RunException.cannotWrite(file, e);
      }
    } else {
      file.resolveSibling(file.getFileName() + ".tmp").toFile().deleteOnExit(); // after Ctrl-C
      RunFiles.write(file, out -> printed.set(print(out, print)));
    }
    return printed.get();
  }

  private static boolean print(OutputStream out, Predicate<PrintWriter> print) throws IOException {
    FailureKeepingStream stream = new FailureKeepingStream(out);
    PrintWriter writer =
        new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    boolean printed = print.test(writer);
    writer.flush();
    if (stream.failure().isPresent()) {
      throw stream.failure().get();
    }
    return printed;
  }
}
