package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks and shows configurations. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Check a configuration, or show the effective one.")
final class ConfigCommand {
  @Command(
      mixinStandardHelpOptions = true,
      description = "Read a configuration and report everything that is wrong with it.")
  int check(@Mixin ConfigOptions config, @Mixin OutputOptions output) {
    config.load();
    output.console().say("The configuration is valid: " + config.sourceName());
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Print the effective configuration with every key.")
  int show(@Mixin ConfigOptions config, @Mixin OutputOptions output) {
    String yaml = ConfigWriter.write(config.load());
    output.console().result(yaml.stripTrailing());
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Print the JSON Schema that editors check the YAML file with.")
  int schema(
      @Option(names = "--sweep", description = "Print the schema of the file that sweep reads.")
          boolean sweep,
      @Mixin OutputOptions output) {
    String json = sweep ? SweepConfig.jsonSchema() : AppConfig.jsonSchema();
    output.console().result(json.stripTrailing());
    return 0;
  }
}
