package io.github.mnistdl4j.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A program that runs, with what it prints in files. Closing it ends it. */
public final class Submission implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path output;
  private final Path errors;

  private Submission(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** What a program ended with. */
  public record Result(int exitCode, String output, String errors) {}

  /**
   * Starts a program.
   *
   * @param log path of what it prints, without {@code .out} and {@code .err}
   */
  static Submission start(
      List<String> command, Map<String, String> environment, Path directory, Path log) {
    Path output = Path.of(log + ".out");
    Path errors = Path.of(log + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().putAll(environment);
    try {
      return new Submission(builder.start(), output, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has printed a text. */
  public void awaitOutput(String text, Duration limit) {
    awaitThat(() -> read(output).contains(text), limit);
  }

  /** Waits until something has come of it. */
  public void awaitThat(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("It never came to that. " + printed());
      }
      pause();
    }
  }

  /** Waits for its end. */
  public Result await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("It has not ended in %s. %s".formatted(limit, printed()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Result(process.exitValue(), read(output), read(errors));
  }

  @Override
  public void close() {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .forEach(running -> end(running, Duration.ZERO));
  }

  /** Lets a process end in that time, and then makes it. */
  static void end(ProcessHandle process, Duration limit) {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      ProcessHandle unused = end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      ProcessHandle unused = end.join();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String printed() {
    return "Output:%n%s%nErrors:%n%s".formatted(read(output), read(errors));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
