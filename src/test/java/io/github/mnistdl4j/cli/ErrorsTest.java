package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ErrorsTest {
  @Command(name = "failing", mixinStandardHelpOptions = true)
  static final class Failing implements Callable<Integer> {
    private final Callable<Integer> work;
    @Mixin OutputOptions output = new OutputOptions();

    Failing(Callable<Integer> work) {
      this.work = work;
    }

    @Override
    public Integer call() throws Exception {
      return work.call();
    }

    @Command(name = "method", description = "The same in a method.")
    int method(@Mixin OutputOptions output) throws Exception {
      return work.call();
    }
  }

  private static final class Told extends MnistDl4jException {
    private static final long serialVersionUID = 1L;

    Told() {
      super("The disk is full. Free some space.");
    }
  }

  private static Output run(Callable<Integer> work, String... arguments) {
    Errors errors = new Errors();
    return Output.of(
        new CommandLine(new Failing(work))
            .setExecutionStrategy(errors)
            .setExecutionExceptionHandler(errors)
            .setParameterExceptionHandler(errors),
        arguments);
  }

  private static Callable<Integer> throwing(Exception exception) {
    return () -> {
      throw exception;
    };
  }

  private static Callable<Integer> throwing(Error error) {
    return () -> {
      throw error;
    };
  }

  @Test
  void passesACommandsOwnExitCodeOn() {
    assertThat(run(() -> 0)).isEqualTo(new Output(0, "", ""));
    assertThat(run(() -> 130)).isEqualTo(new Output(130, "", ""));
  }

  @Test
  void printsWhatTheUserIsToldAndEndsWith1() {
    assertThat(run(throwing(new Told())))
        .isEqualTo(new Output(1, "", line("The disk is full. Free some space.")));
  }

  @Test
  void endsWith2WhenTheConfigurationIsWrong() {
    Output output =
        run(
            () ->
                ConfigLoader.parse(AppConfig.class, "{}", "a.yaml", List.of("x=1"))
                    .run()
                    .training()
                    .epochs());
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).startsWith("a.yaml has a problem:").doesNotContain("\tat ");
  }

  @Test
  void addsTheStackTraceWhenVerbose() {
    Output output = run(throwing(new Told()), "--verbose");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err())
        .startsWith("The disk is full.")
        .contains("Told: The disk is full.")
        .contains("\tat " + ErrorsTest.class.getName());
  }

  @Test
  void saysWhatToDoAboutAnErrorNobodyThoughtOf() {
    assertThat(run(throwing(new IllegalStateException("x < 0"))))
        .isEqualTo(
            new Output(
                1,
                "",
                line(
                    "Unexpected error: java.lang.IllegalStateException: x < 0. Run it again with --verbose"
                        + " for the stack trace, or see \"doctor\".")));
  }

  @Test
  void turnsErrorsOfTheJvmIntoWordsToo() {
    Output memory = run(throwing(new OutOfMemoryError("Java heap space")));
    assertThat(memory.exitCode()).isEqualTo(1);
    assertThat(memory.err())
        .startsWith("Not enough memory (Java heap space). Java's heap may have ")
        .containsPattern("smaller network or batch.*JAVA_TOOL_OPTIONS=-Xmx\\d+g\\.")
        .doesNotContain("\tat ");
    assertThat(run(throwing(new UnsatisfiedLinkError("no jnind4jcpu"))).err())
        .contains("ND4J does not start: no jnind4jcpu.", "\"doctor\"")
        .doesNotContain("\tat ");
  }

  @Test
  void knowsNativeCodesLackOfMemory() {
    RuntimeException native17 = new RuntimeException("Allocation failed: [std::bad_alloc]");
    assertThat(run(throwing(native17)).err())
        .startsWith("Not enough memory (Allocation failed: [std::bad_alloc]). ");
  }

  @Command(name = "training", mixinStandardHelpOptions = true)
  static final class Training implements Callable<Integer> {
    @Mixin ConfigOptions config = new ConfigOptions();

    @Override
    public Integer call() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void saysHowMuchMemoryTheNetworkNeeds() {
    Errors errors = new Errors();
    CommandLine training =
        new CommandLine(new Training())
            .setExecutionStrategy(errors)
            .setExecutionExceptionHandler(errors);
    assertThat(Output.of(training, "-s", "network.layers.0.units=65536").err())
        .contains(
            "The network's 52,101,130 parameters need 199 MiB, in training at least 596 MiB.");
  }

  @Test
  void treatsCommandsThatAreMethodsAlike() {
    assertThat(run(throwing(new Told()), "method").err())
        .isEqualTo(line("The disk is full. Free some space."));
    assertThat(run(throwing(new OutOfMemoryError("Java heap space")), "method").err())
        .startsWith("Not enough memory (Java heap space).");
    assertThat(run(throwing(new OutOfMemoryError("Java heap space")), "method", "-v").err())
        .contains("\tat ");
  }

  @Test
  void endsWith2AndPointsToTheHelpWhenArgumentsAreWrong() {
    assertThat(run(() -> 0, "--nix"))
        .isEqualTo(
            new Output(2, "", line("Unknown option: '--nix'") + line("Try 'failing --help'.")));
    assertThat(run(() -> 0, "--quie").err())
        .isEqualTo(
            line("Unknown option: '--quie'")
                + line("Possible solutions: --quiet")
                + line("Try 'failing --help'."));
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}
