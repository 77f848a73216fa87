package io.github.mnistdl4j.cli.repair;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.KeySuggestions;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Rewrites the options of one command, as {@link CommandRepair} says. */
final class OptionRepair {
  private static final String SET = "--set";
  private static final String CONFIG = "--config";

  private final CommandLine command;
  private final KeySuggestions keys;
  private final List<String> words = new ArrayList<>();

  OptionRepair(CommandLine command) {
    this.command = command;
    this.keys =
        KeySuggestions.of(
            command.getCommandName().equals("sweep") ? SweepConfig.class : AppConfig.class);
  }

  static boolean isConfigFile(String word) {
    return word.matches("(?i)[^-].*\\.ya?ml");
  }

  static boolean isDataset(String word) {
    return YamlNames.ofConstants(DatasetName.class).contains(word);
  }

  /** Returns the words with the options of this command; those it cannot explain stay. */
  List<String> repaired(Deque<String> rest) {
    while (!rest.isEmpty()) {
      String word = rest.remove();
      if (isOneOf(word, SET, "-s") && has(SET)) {
        words.add(word);
        addOverride(rest);
      } else if (word.matches("--?[A-Za-z].*")) {
        addOption(word, rest);
      } else {
        addOther(word);
      }
    }
    return words;
  }

  private static boolean isOneOf(String word, String... names) {
    return List.of(names).contains(word);
  }

  private boolean has(String option) {
    return command.getCommandSpec().findOption(option) != null;
  }

  private boolean takesNames() {
    return !command.getCommandSpec().positionalParameters().isEmpty();
  }

  /** Adds the value of a {@code --set}: {@code epochs 3} and {@code epochs=3} name no key. */
  private void addOverride(Deque<String> rest) {
    if (rest.isEmpty()) {
      return;
    }
    String[] keyAndValue = rest.remove().split("=", 2);
    Optional<String> value = keyAndValue.length > 1 ? Optional.of(keyAndValue[1]) : takeValue(rest);
    Optional<String> known =
        keyAndValue[0].contains(".") ? Optional.empty() : keys.override(keyAndValue[0], value);
    words.add(known.orElse(value.map(v -> keyAndValue[0] + "=" + v).orElse(keyAndValue[0])));
  }

  private static Optional<String> takeValue(Deque<String> rest) {
    boolean isValue = !rest.isEmpty() && rest.peek().matches("[^-].*|-[\\d.].*|-");
    return isValue ? Optional.of(rest.remove()) : Optional.empty();
  }

  private void addOption(String word, Deque<String> rest) {
    String[] nameAndValue = word.split("=", 2);
    OptionSpec own = command.getCommandSpec().findOption(nameAndValue[0]);
    if (own != null) {
      words.add(word);
      if (own.arity().min() > 0 && nameAndValue.length == 1 && !rest.isEmpty()) {
        words.add(rest.remove());
      }
      return;
    }
    if (nameAndValue.length > 1) {
      rest.addFirst(nameAndValue[1]);
    }
    addForeign(nameAndValue[0], nameAndValue[0].replaceFirst("--?", ""), rest);
  }

  private void addForeign(String option, String name, Deque<String> rest) {
    Optional<String> renamed = CommandWords.option(name).filter(this::has);
    if (renamed.isPresent()) {
      words.add(renamed.get());
      takeValue(rest).ifPresent(words::add);
    } else if (takesNames() && name.matches("run|model|image|images|input|file|name|path")) {
      return; // what follows is the argument itself
    } else if (has(SET) && name.startsWith("no-") && isKey(name.substring(3))) {
      words.addAll(List.of(SET, keys.override(name.substring(3), Optional.of("false")).orElse("")));
    } else if (has(SET) && isKey(name)) {
      boolean takes = keys.takesValue(CommandWords.key(name));
      Optional<String> value = takes ? takeValue(rest) : Optional.empty();
      words.addAll(List.of(SET, keys.override(CommandWords.key(name), value).orElse("")));
    } else {
      words.add(option);
    }
  }

  private boolean isKey(String name) {
    return keys.override(CommandWords.key(name), Optional.empty()).isPresent();
  }

  private void addOther(String word) {
    if (!takesNames() && has(CONFIG) && isConfigFile(word)) {
      words.add(CONFIG);
      words.add(word);
    } else if (!takesNames() && has(SET) && isDataset(word)) {
      words.add(SET);
      words.add("data.dataset=" + word);
    } else if (!takesNames() && has(SET) && word.matches("[a-z][a-z0-9.-]*=.*")) {
      words.add(SET);
      words.add(word);
    } else {
      words.add(word);
    }
  }
}
