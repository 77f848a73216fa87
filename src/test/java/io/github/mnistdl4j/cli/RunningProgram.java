package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process of the program.
 *
 * @param out file with what it has printed
 * @param err file with what it has complained about
 */
record RunningProgram(Process process, Path out, Path err) {
  private static final long PATIENCE_SECONDS = 600;

  /** Waits until it has printed a text. */
  void awaitOutput(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (boolean alive = true; !Files.readString(out).contains(text); ) {
      assertThat(alive).as("still running; it printed %s", read(err)).isTrue();
      alive = process.isAlive();
      assertThat(System.nanoTime()).as("printed " + text + " in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Sends a signal, such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits for its end. */
  Output await() throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended).as("ended in time; it printed %s and %s", read(out), read(err)).isTrue();
    return new Output(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
