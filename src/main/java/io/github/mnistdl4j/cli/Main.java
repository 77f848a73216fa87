package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Logs;
import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import io.github.mnistdl4j.run.Application;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the program; without arguments it trains. */
@Command(
    name = "mnist-dl4j",
    mixinStandardHelpOptions = true,
    description = {
      "A first look at a neural network, on the JVM: trains, evaluates and keeps the network of the"
          + " Keras MNIST tutorial with Deeplearning4j.",
      "Without a command it trains with config/mnist.yaml."
    },
    footer = {
      "",
      "Exit codes: 0 success, 1 failure, 2 wrong arguments or configuration.",
      "Examples:",
      "  mnist-dl4j train --set training.epochs=10 --name ten-epochs",
      "  mnist-dl4j sweep --config config/sweep.yaml",
      "  mnist-dl4j evaluate latest",
      "  mnist-dl4j predict digit.png",
      "  mnist-dl4j serve --port 8080",
      "  mnist-dl4j report latest",
      "  mnist-dl4j data show"
    },
    subcommands = {
      TrainCommand.class,
      SweepCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ServeCommand.class,
      ReportCommand.class,
      DataCommand.class,
      ConfigCommand.class,
      RunsCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    })
public final class Main implements Runnable {
  private final StopOnInterrupt stop;
  private final Optional<Cluster> cluster;
  @Spec private CommandSpec spec;

  private Main(StopOnInterrupt stop, Optional<Cluster> cluster) {
    this.stop = stop;
    this.cluster = cluster;
  }

  /** Runs a command and ends the process with its exit code; success just returns. */
  public static void main(String[] args) {
    int exitCode = run(args, Optional.empty());
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs a command.
   *
   * @param cluster trains for {@code train} and {@code sweep}, and adds its own commands
   * @return the exit code
   */
  public static int run(String[] args, Optional<Cluster> cluster) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // some locales have other digits
    Logs.capture();
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      return commandLine(stop, cluster).execute(args.length == 0 ? new String[] {"train"} : args);
    }
  }

  /** Returns the command line, for tests. */
  static CommandLine commandLine(StopOnInterrupt stop) {
    return commandLine(stop, Optional.empty());
  }

  private static CommandLine commandLine(StopOnInterrupt stop, Optional<Cluster> cluster) {
    Errors errors = new Errors();
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    CommandLine line = new CommandLine(new Main(stop, cluster));
    Application application = Application.current();
    line.getCommandSpec()
        .version(
            "mnist-dl4j " + application.version(),
            "Deeplearning4j " + application.dl4j(),
            "Java " + Runtime.version());
    cluster.ifPresent(own -> own.commands().forEach(line::addSubcommand));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .registerConverter(Path.class, new PathConverter())
        .setColorScheme(Help.defaultColorScheme(dumb ? Help.Ansi.OFF : Help.Ansi.AUTO))
        .setExecutionStrategy(errors)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  /** Returns what tells a command to stop. */
  StopOnInterrupt stop() {
    return stop;
  }

  /** Returns what trains in place of this process, if anything does. */
  Optional<Cluster> cluster() {
    return cluster;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing; --help lists them.");
  }
}
