package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.cli.repair.CommandRepair;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Maps an exception to a message and an exit code: 1 failure, 2 wrong arguments or configuration.
 */
final class Errors
    implements IExecutionStrategy, IExecutionExceptionHandler, IParameterExceptionHandler {

  /** Runs a command; picocli itself would let the JVM's errors through with a stack trace. */
  @Override
  public int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      List<CommandLine> commands = parsed.asCommandLineList();
      throw new ExecutionException(commands.get(commands.size() - 1), e.toString(), e);
    }
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(message(e, command));
    if (isVerbose(command.getCommandSpec())) {
      e.printStackTrace(err);
    }
    err.flush();
    return e instanceof InvalidConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static String message(Exception e, CommandLine command) {
    if (e instanceof MnistDl4jException known) {
      return known.getMessage();
    }
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    if (MemoryAdvice.isAbout(cause)) {
      return MemoryAdvice.message(cause, command.getCommandSpec());
    }
    if (cause instanceof LinkageError) {
      DoctorFinding finding = DoctorNatives.explain(cause);
      return "ND4J %s. %s \"doctor\" says more.".formatted(finding.found(), finding.advice());
    }
    return "Unexpected error: %s. Run it again with --verbose for the stack trace, or see \"doctor\"."
        .formatted(cause);
  }

  private static boolean isVerbose(CommandSpec command) {
    return command.mixins().values().stream()
        .map(CommandSpec::userObject)
        .anyMatch(mixin -> mixin instanceof OutputOptions output && output.verbose);
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    Optional<String> meant = CommandRepair.of(command, List.of(args));
    meant.ifPresent(line -> err.println("Did you mean: " + line));
    if (meant.isEmpty() && !printExample(e, err)) {
      UnmatchedArgumentException.printSuggestions(e, err);
    }
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  /** Prints the first example of a command whose arguments are missing. */
  private static boolean printExample(ParameterException e, PrintWriter err) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    Optional<String> example =
        e instanceof MissingParameterException
            ? Arrays.stream(command.usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith(command.qualifiedName()))
                .findFirst()
            : Optional.empty();
    example.ifPresent(line -> err.println("For example: " + line));
    return example.isPresent();
  }
}
