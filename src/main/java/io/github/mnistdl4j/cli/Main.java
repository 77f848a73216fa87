package io.github.mnistdl4j.cli;

import java.nio.file.Path;
import java.util.Locale;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program; without arguments it trains. */
@Command(
    name = "mnist-dl4j",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "A first look at a neural network, on the JVM: trains, measures and keeps the Keras MNIST"
          + " tutorial's network with Deeplearning4j.",
      "Without a command it trains with config/mnist.yaml."
    },
    footer = {
      "",
      "Exit codes: 0 success, 1 it did not work, 2 wrong arguments or configuration.",
      "Examples:",
      "  mnist-dl4j train --set training.epochs=10 --name ten-epochs",
      "  mnist-dl4j evaluate latest",
      "  mnist-dl4j serve --port 8080",
      "  mnist-dl4j predict digit.png",
      "  mnist-dl4j data show"
    },
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      ServeCommand.class,
      PredictCommand.class,
      DataCommand.class,
      ConfigCommand.class,
      RunsCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    })
public final class Main implements Runnable {
  private final StopOnInterrupt stop;
  @Spec private CommandSpec spec;

  Main(StopOnInterrupt stop) {
    this.stop = stop;
  }

  /** Runs a command and ends the process with its exit code; success just returns. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // some have digits of their own
    Logs.capture();
    int exitCode;
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      exitCode = commandLine(stop).execute(args.length == 0 ? new String[] {"train"} : args);
    }
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** The command line, for embedding and tests. */
  static CommandLine commandLine(StopOnInterrupt stop) {
    Errors errors = new Errors();
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new CommandLine(new Main(stop))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .registerConverter(Path.class, new PathConverter())
        .setColorScheme(Help.defaultColorScheme(dumb ? Help.Ansi.OFF : Help.Ansi.AUTO))
        .setExecutionStrategy(errors)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  /** What tells a command that the user wants it to end. */
  StopOnInterrupt stop() {
    return stop;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? --help lists them.");
  }
}
