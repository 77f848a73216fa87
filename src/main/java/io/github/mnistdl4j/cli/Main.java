package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Logs;
import io.github.mnistdl4j.cli.console.StandardOutput;
import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import io.github.mnistdl4j.run.Application;
import java.nio.file.InvalidPathException;
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
import picocli.CommandLine.TypeConversionException;

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
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

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
    StandardOutput output = StandardOutput.ofProcess();
    try (StopOnInterrupt stop = new StopOnInterrupt(System::exit)) {
      String[] words = args.length == 0 ? new String[] {"train"} : args;
      Session session = new Session(stop, cluster);
      CommandLine line = words[0].equals("train") ? trainingAlone(session) : commandLine(session);
      int exitCode = line.setOut(output.writer()).execute(words);
      return output.exitCode(exitCode, line.getErr());
    }
  }

  static CommandLine commandLine(Session session) {
    return commandLine(
        session,
        new TrainCommand(session),
        new SweepCommand(session),
        new EvaluateCommand(),
        new ImportCommand(),
        new ExportCommand(),
        new PredictCommand(),
        new ServeCommand(session),
        new ReportCommand(),
        new WatchCommand(session),
        new DataCommand(),
        new ConfigCommand(),
        new RunsCommand(),
        new DoctorCommand(),
        new GenerateCompletion());
  }

  /**
   * Returns the program with training as its only command, which says the same without the others:
   * making them costs a third of a CPU second, and 20 MB.
   */
  static CommandLine trainingAlone(Session session) {
    return commandLine(session, new TrainCommand(session));
  }

  private static CommandLine commandLine(Session session, Object... commands) {
    Errors errors = new Errors();
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    CommandLine line = new CommandLine(new Main());
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    Application application = Application.current();
    line.getCommandSpec()
        .version(
            "mnist-dl4j " + application.version(),
            "Deeplearning4j " + application.dl4j(),
            "Java " + Runtime.version());
    session.cluster().ifPresent(own -> own.commands().forEach(line::addSubcommand));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .registerConverter(Path.class, Main::path)
        .setColorScheme(Help.defaultColorScheme(dumb ? Help.Ansi.OFF : Help.Ansi.AUTO))
        .setExecutionStrategy(errors)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  /** Converts a path of the command line; picocli's own messages would name Java classes. */
  private static Path path(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "\"%s\" is not a path here (%s). If it has letters beyond ASCII, set LC_ALL=C.UTF-8."
              .formatted(value.replaceAll("\\p{Cntrl}", "?"), e.getReason()));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing; --help lists them.");
  }
}
