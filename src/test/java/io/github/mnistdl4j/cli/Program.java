package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.SmallDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program in processes of its own, started in a folder whose {@code config/mnist.yaml} trains a
 * small network on {@link SmallDigits}.
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

  private static final String CONFIG =
      """
      data: {dataset: idx, directory: images}
      network:
        layers: [{units: 8, activation: relu}, {units: 10, activation: softmax}]
      training: {epochs: 2}
      """;

  /** The program in a new folder. */
  static Program in(Path folder) throws IOException {
    SmallDigits.write(folder.resolve("images"));
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config").resolve("mnist.yaml"), CONFIG);
    return new Program(folder, List.of(), List.of(), Map.of());
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

  /** Runs the program to its end. */
  Output run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /** Starts the program. */
  RunningProgram start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(java(arguments));
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.addAll(QUIET);
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
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
