package io.github.mnistdl4j.cli.repair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people of other programs type, in the words of this one. */
final class CommandWords {
  private static final Map<String, List<String>> COMMANDS =
      byName(
          "train: run, fit, start, learn",
          "evaluate: eval, test, validate",
          "predict: infer, inference, classify, recognize, recognise, guess",
          "serve: server, web, api",
          "sweep: search, tune, hpo",
          "report: plot, html",
          "runs list: list, ls, history",
          "data show: show, dataset",
          "data fetch: download, fetch, get-data",
          "config check: check, lint",
          "config schema: schema",
          "--version: version");

  private static final Map<String, List<String>> OPTIONS =
      byName(
          "--run: model, model-path, weights, load",
          "--config: conf, cfg, config-file, yaml, file",
          "--runs-dir: runs, out-dir, output-dir, logdir, log-dir, save-dir",
          "--name: run-name, run, experiment, exp-name",
          "--output: out, o, save, output-file",
          "--format: output-format, fmt",
          "--port: p",
          "--host: bind, address, listen",
          "--resume: resume-from, continue, restart",
          "--quiet: silent",
          "--set: override, param");

  /** Options of other programs that are values of the configuration here. */
  private static final Map<String, String> KEYS = Map.of("data", "data.directory", "d", "dataset");

  private CommandWords() {}

  private static Map<String, List<String>> byName(String... lines) {
    Map<String, List<String>> words = new HashMap<>();
    for (String line : lines) {
      String[] oursAndTheirs = line.split(": ", 2);
      for (String name : oursAndTheirs[1].split(", ", -1)) {
        words.put(name, List.of(oursAndTheirs[0].split(" ")));
      }
    }
    return words;
  }

  /** Returns the words of the command that a word stands for; empty: none. */
  static List<String> command(String word) {
    return COMMANDS.getOrDefault(word, List.of());
  }

  /** Returns the option of this program that another's stands for, without its hyphens. */
  static Optional<String> option(String name) {
    return Optional.ofNullable(OPTIONS.get(name.replace('_', '-'))).map(words -> words.get(0));
  }

  /** Returns the name by which to look for a key of the configuration. */
  static String key(String name) {
    return KEYS.getOrDefault(name, name);
  }
}
