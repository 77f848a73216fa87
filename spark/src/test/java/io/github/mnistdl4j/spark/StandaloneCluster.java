package io.github.mnistdl4j.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Master and Workers of Spark as processes of their own, as {@code spark/cluster} starts them;
 * what is submitted runs by {@code spark/submit}. Closing ends all of it.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Path folder;
  private final List<Submission> submissions = new ArrayList<>();

  private StandaloneCluster(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts one and waits until its workers are there.
   *
   * @param folder for its logs and those of what is submitted
   * @param cores of each worker
   */
  public static StandaloneCluster start(Path folder, int workers, int cores) {
    StandaloneCluster cluster = new StandaloneCluster(created(folder));
    try {
      cluster.script(START, "start", Integer.toString(workers), Integer.toString(cores));
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Its address, as {@code --master} takes it. */
  public String url() {
    return read("url");
  }

  /**
   * Starts a command of the application on it.
   *
   * @param options of spark-submit besides the master
   * @param arguments the command and its options
   * @param directory in which it is started
   */
  public Submission submit(
      List<String> options,
      List<String> arguments,
      Map<String, String> environment,
      Path directory) {
    List<String> command = new ArrayList<>(List.of(path("submit"), "--master", url()));
    command.addAll(options);
    command.add("--");
    command.addAll(arguments);
    String name = "submission-" + (submissions.size() + 1);
    Submission submission = Submission.start(command, environment, directory, folder.resolve(name));
    submissions.add(submission);
    return submission;
  }

  /**
   * Ends a worker and its executors as a power cut would.
   *
   * @param number from 1
   */
  public void killWorker(int number) {
    ProcessHandle worker =
        process("worker-%d.pid".formatted(number))
            .orElseThrow(() -> new IllegalStateException("worker %d is gone".formatted(number)));
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly(); // first, or it would start the executors again
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  /** Every process of the cluster that lives. */
  List<ProcessHandle> processes() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pid"))
          .flatMap(name -> process(name).stream())
          .flatMap(daemon -> Stream.concat(Stream.of(daemon), daemon.descendants()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    submissions.forEach(Submission::close);
    List<ProcessHandle> processes = processes();
    try {
      script(STOP, "stop");
    } finally {
      processes.forEach(process -> Submission.end(process, STOP));
    }
  }

  private void script(Duration limit, String action, String... more) {
    List<String> command = new ArrayList<>(List.of(path("cluster"), action, folder.toString()));
    command.addAll(List.of(more));
    try (Submission script =
        Submission.start(command, Map.of(), folder, folder.resolve("cluster-" + action))) {
      Submission.Result result = script.await(limit);
      if (result.exitCode() != 0) {
        throw new IllegalStateException("%s: %s".formatted(command, result));
      }
    }
  }

  private Optional<ProcessHandle> process(String file) {
    return ProcessHandle.of(Long.parseLong(read(file))).filter(ProcessHandle::isAlive);
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script beside the POM, where Maven runs the tests. */
  private static String path(String script) {
    return Path.of(script).toAbsolutePath().toString();
  }
}
