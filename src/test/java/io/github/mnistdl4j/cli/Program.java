package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TestFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program in processes of its own, started in a folder whose {@code config/mnist.yaml} trains a
 * small network on {@link SmallDigits}; or, where a test is not about processes, in this one.
 *
 * @param launcher what the command line begins with, before {@code java}
 * @param jvmOptions options of the JVM
 * @param environment variables beyond those of the tests
 */
record Program(
    Path folder, List<String> launcher, List<String> jvmOptions, Map<String, String> environment) {
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

  /** Newer JDKs would warn of the native library; JDK 17 takes these, too. */
  private static final List<String> QUIET =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--sun-misc-unsafe-memory-access=allow");

  /** What might be set where the tests run and would change what the program prints. */
  private static final List<String> FOREIGN =
      List.of("NO_COLOR", "TERM", "COLUMNS", "JAVA_TOOL_OPTIONS", "MNIST_DL4J_RUNS");

  /** Without the tests themselves, and an empty entry at the end, which would be this folder. */
  private static final List<String> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> !entry.isEmpty() && !entry.endsWith("test-classes"))
          .toList();

  private static final String CONFIG =
      """
      data: {dataset: idx, directory: '%s'}
      network:
        layers: [{units: 8, activation: relu}, {units: 10, activation: softmax}]
      training: {epochs: 2, rejection-rate: 0}
      """;

  /**
   * What a first process does once for all tests: it trains a run, and leaves the classes that it
   * has loaded in an archive, from which others start with a quarter less of CPU time.
   */
  private static final class First {
    /** With a path that is relative to the folder in which it starts. */
    private static final String SETTINGS =
        "-s network.layers.0.dropout=0.3 -s data.directory=images";

    static final Path FOLDER = folder();
    static final List<String> ARCHIVE =
        Stream.of(FOLDER.resolve("classes.jsa"))
            .filter(Files::exists)
            .map(archive -> "-XX:SharedArchiveFile=" + archive)
            .toList();

    private static Path folder() {
      try {
        return TestFolder.shared("first", First::train);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void train(Path folder) throws IOException {
      try {
        Program program = in(folder);
        List<String> archive = // which must not be of classes in folders
            CLASS_PATH.stream().anyMatch(entry -> Files.isDirectory(Path.of(entry)))
                ? List.of()
                : List.of("-XX:ArchiveClassesAtExit=classes.jsa");
        List<String> command = program.java(archive, ("train --name a " + SETTINGS).split(" ", -1));
        Output output = program.start(command).await();
        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(Files.exists(folder.resolve("classes.jsa"))).isEqualTo(!archive.isEmpty());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The program in a new folder. */
  static Program in(Path folder) throws IOException {
    Path images = SmallDigits.write(folder.resolve("images"));
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config").resolve("mnist.yaml"), CONFIG.formatted(images.toAbsolutePath()));
    return new Program(folder, List.of(), List.of(), Map.of());
  }

  /** The program in a new folder that has a finished run {@code a} with dropout. */
  static Program withRun(Path folder) throws IOException {
    Program program = in(folder);
    TestFolder.copy(First.FOLDER.resolve("runs"), program.runs());
    return program;
  }

  /** The same, through another program that starts it, such as {@code env}. */
  Program through(String... command) {
    return new Program(folder, List.of(command), jvmOptions, environment);
  }

  /** The same with options of the JVM. */
  Program withJvmOptions(String... options) {
    return new Program(folder, launcher, List.of(options), environment);
  }

  /** The same with an environment variable. */
  Program with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Program(folder, launcher, jvmOptions, more);
  }

  /** Where runs are kept. */
  Path runs() {
    return folder.resolve("runs");
  }

  /**
   * Runs a command in this process. It keeps runs where the processes do, and what it prints has
   * their paths.
   */
  Output call(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    if (!command.contains("--runs-dir")) {
      command.addAll(List.of("--runs-dir", runs().toString()));
    }
    Output output = Output.of(command.toArray(String[]::new));
    return new Output(output.exitCode(), relative(output.out()), relative(output.err()));
  }

  private String relative(String printed) {
    return printed.replace(folder + File.separator, "");
  }

  /** Trains in this process as {@code config/mnist.yaml} says. */
  Output callTrain(String... options) {
    String config = folder.resolve("config").resolve("mnist.yaml").toString();
    Stream<String> train = Stream.of("train", "--config", config);
    return call(Stream.concat(train, Stream.of(options)).toArray(String[]::new));
  }

  /** Trains a run of this name in this process to its end. */
  void train(String name, String... options) {
    Stream<String> named = Stream.of("--quiet", "--name", name);
    Output output = callTrain(Stream.concat(named, Stream.of(options)).toArray(String[]::new));
    assertThat(output.exitCode()).as(output.err()).isZero();
  }

  /** Runs the program to its end. */
  Output run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /** Starts the program. */
  RunningProgram start(String... arguments) throws IOException {
    return start(java(arguments));
  }

  private RunningProgram start(List<String> java) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(java);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(FOREIGN);
    builder.environment().putAll(environment);
    return new RunningProgram(builder.start(), out, err);
  }

  /** The command line, without the launcher. */
  List<String> java(String... arguments) {
    return java(First.ARCHIVE, arguments);
  }

  private List<String> java(List<String> archive, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.addAll(QUIET);
    command.addAll(archive);
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-cp", String.join(File.pathSeparator, CLASS_PATH), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Requires an error in words: this exit code, nothing like a stack trace. */
  static void assertFailed(Output output, int exitCode) {
    assertThat(output.err()).isNotBlank().doesNotContain("\tat ", "Exception", "Unexpected error");
    assertThat(output.out()).doesNotContain("\tat ", "Exception");
    assertThat(output.exitCode()).isEqualTo(exitCode);
  }
}
