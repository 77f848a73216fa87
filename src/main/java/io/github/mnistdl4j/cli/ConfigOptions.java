package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command uses. */
final class ConfigOptions {
  private static final Path USUAL = Path.of("config", "mnist.yaml");

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The YAML file; without it config/mnist.yaml, else the built-in defaults.")
  @Nullable Path file;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description =
          "Overrides one value, such as training.epochs=10 or network.layers.0.units=256; may be"
              + " repeated.")
  List<String> overrides = new ArrayList<>();

  /** The effective configuration. */
  AppConfig load() {
    Optional<Path> source = source();
    return source.isPresent()
        ? ConfigLoader.load(AppConfig.class, source.get(), overrides)
        : ConfigLoader.parse(AppConfig.class, "", "configuration", overrides);
  }

  /** The effective configuration of a run that goes on: its own file, unless one is named. */
  AppConfig loadFor(Path own) {
    return ConfigLoader.load(AppConfig.class, file != null ? file : own, overrides);
  }

  /** The file it is read from; empty: the defaults. */
  Optional<Path> source() {
    return file != null ? Optional.of(file) : Optional.of(USUAL).filter(Files::exists);
  }

  String sourceName() {
    return source().map(Path::toString).orElse("the built-in defaults");
  }
}
