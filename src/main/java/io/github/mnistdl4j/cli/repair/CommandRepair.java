package io.github.mnistdl4j.cli.repair;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Rewrites a command line that could not be parsed into the one that was probably meant: other
 * programs have {@code --epochs 3}, this one {@code --set training.epochs=3}.
 */
public final class CommandRepair {
  private CommandRepair() {}

  /** Returns a command line that can be parsed, as one would type it; empty if there is none. */
  public static Optional<String> of(CommandLine failed, List<String> arguments) {
    CommandLine program = failed;
    while (program.getParent() != null) {
      program = program.getParent();
    }
    List<String> repaired = repaired(program, new ArrayDeque<>(arguments));
    return repaired.equals(arguments) || !parses(program, repaired)
        ? Optional.empty()
        : Optional.of(typed(program.getCommandName(), repaired));
  }

  private static List<String> repaired(CommandLine program, Deque<String> rest) {
    List<String> words = new ArrayList<>();
    CommandLine command = program;
    for (String word : commandWords(program, rest)) {
      CommandLine below = command.getSubcommands().get(word);
      command = below == null ? command : below;
      words.add(word);
    }
    while (!rest.isEmpty() && command.getSubcommands().containsKey(rest.peek())) {
      command = command.getSubcommands().get(rest.peek());
      words.add(rest.remove());
    }
    words.addAll(new OptionRepair(command).repaired(rest));
    return words;
  }

  /** Returns the words of the command that other words stand for, or that was left out. */
  private static List<String> commandWords(CommandLine program, Deque<String> rest) {
    String first = rest.isEmpty() ? "" : rest.peek();
    if (program.getSubcommands().containsKey(first)) {
      return List.of();
    }
    List<String> known = CommandWords.command(first);
    if (!known.isEmpty()) {
      rest.remove();
      return known;
    }
    if (first.startsWith("-")
        || OptionRepair.isConfigFile(first)
        || OptionRepair.isDataset(first)) {
      return List.of("train");
    }
    return first.matches("(?i).*\\.(png|jpe?g|gif|bmp)") ? List.of("predict") : List.of();
  }

  private static boolean parses(CommandLine program, List<String> arguments) {
    try {
      return program.parseArgs(arguments.toArray(String[]::new)).unmatched().isEmpty();
    } catch (ParameterException e) {
      return false;
    }
  }

  /** Returns a command line as a POSIX shell takes it. */
  private static String typed(String program, List<String> arguments) {
    return arguments.stream()
        .map(CommandRepair::quoted)
        .collect(Collectors.joining(" ", program + " ", ""));
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[\\p{L}\\p{N}_@%+=:,./…-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
