package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
  static Stream<CommandSpec> commands() {
    return below(Main.commandLine(new Session(new StopOnInterrupt(), Optional.empty())));
  }

  private static Stream<CommandSpec> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(MainTest::below));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandOptionAndParameterIsDescribed(CommandSpec command) {
    assertThat(String.join("", command.usageMessage().description())).isNotBlank();
    assertThat(command.options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    assertThat(command.positionalParameters())
        .allSatisfy(parameter -> assertThat(parameter.description()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpAndAnExitCodeForIt(CommandSpec command) {
    List<String> words = List.of(command.qualifiedName().split(" "));
    List<String> arguments = Stream.concat(words.stream().skip(1), Stream.of("--help")).toList();
    Output output = Output.of(arguments.toArray(String[]::new));
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).startsWith("Usage: " + command.qualifiedName()).endsWith("\n");
    assertThat(output.err()).isEmpty();
  }

  /** Training is started without them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --help",
        "train --epochs 3",
        "train sweep",
        "train --set",
        "train --set training.epoch=3",
        "train my.yaml",
        "train runs show",
        "train fashion-mnist",
        "train --resume nowhere --name other",
        "train --from nowhere --config my.yaml"
      })
  void trainingSaysTheSameWithoutTheOtherCommands(String typed) {
    Session session = new Session(new StopOnInterrupt(), Optional.empty());
    String[] words = typed.split(" ");
    assertThat(Output.of(Main.trainingAlone(session), words))
        .isEqualTo(Output.of(Main.commandLine(session), words));
  }

  @Test
  void listsItsCommandsAndExitCodes() {
    assertThat(Output.of("--help").out())
        .contains("train ", "evaluate ", "data ", "config ", "runs ", "doctor ")
        .contains("Exit codes: 0 success, 1 failure, 2 wrong arguments or configuration.")
        .contains("mnist-dl4j evaluate latest");
  }

  @Test
  void tellsItsVersions() {
    assertThat(Output.of("--version").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("mnist-dl4j \\d+\\.\\d+\\.\\d+.*"),
            line -> assertThat(line).isEqualTo("Deeplearning4j 1.0.0-M2.1"),
            line -> assertThat(line).isEqualTo("Java " + Runtime.version()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --port", "watch --port", "train --live"})
  void takesAPortThatIsNoneForAWrongArgument(String option) {
    for (String port : List.of("65536", "-1")) {
      Output output = Output.of((option + "=" + port).split(" "));
      assertThat(output.exitCode()).as(option).isEqualTo(2);
      assertThat(output.err()).contains(" must be 0 to 65535, but is " + port + ".");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "a/b", "", "\u001b[2J"})
  void takesANameThatIsNoneForAWrongArgument(String name) {
    Output output = Output.of("train", "--name", name);
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err())
        .startsWith("--name \"%s\" cannot name a run: ".formatted(name.replace('\u001b', '?')))
        .contains("Try 'mnist-dl4j train --help'");
    assertThat(output.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", "config", "runs"})
  void asksForTheCommandThatIsMissing(String group) {
    Output output = group.isEmpty() ? Output.of() : Output.of(group);
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).contains("Try 'mnist-dl4j" + (group.isEmpty() ? "" : " " + group));
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    Output output = Output.of("evalute");
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).contains("'evalute'", "evaluate");
  }

  @Test
  void generatesCompletionThatBashUnderstands(@TempDir Path folder)
      throws IOException, InterruptedException {
    Output output = Output.of("generate-completion");
    assertThat(output.exitCode()).isZero();
    Path script = Files.writeString(folder.resolve("completion"), output.out());
    assumeThat(Path.of("/bin/bash")).as("bash").exists();
    String complete =
        "source %s && complete -p mnist-dl4j && compgen -W \"$(complete -p mnist-dl4j)\""
            .formatted(script);
    Process bash = new ProcessBuilder("/bin/bash", "-c", complete).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
  }
}
