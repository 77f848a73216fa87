package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.run.SmallDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Sweeps over small networks on {@link SmallDigits}. */
public final class SmallSweep {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  static final SweepListener SILENT = new SweepListener() {};

  /** Four trials of a random search. */
  public static final String CONFIG =
      """
      network: {layers: [{units: 8, activation: relu}, {units: 10, activation: softmax}]}
      training: {epochs: 2, validation-split: 0.2}
      search:
        trials: 4
        space:
          network.layers[0].units: [4, 8]
          training.optimizer.learning-rate: {name: log-uniform, min: 0.0001, max: 0.01}
      """;

  private SmallSweep() {}

  /** The configuration with overrides. */
  public static SweepConfig config(Path folder, String... overrides) {
    Path file = folder.resolve("small-sweep.yaml");
    try {
      Files.writeString(file, CONFIG);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ConfigLoader.load(SweepConfig.class, file, List.of(overrides));
  }

  static SweepDirectory create(Path runs, String name, SweepConfig config) {
    return SweepDirectory.create(
        runs, Optional.of(name), LocalDateTime.now(CLOCK), SearchPlan.of(config));
  }

  static LocalTrials trials(int parallel) {
    return LocalTrials.of(SmallDigits.inMemory(), CLOCK, 1, parallel);
  }

  /** Runs a sweep of a directory to its end. */
  public static SweepResult run(SweepConfig config, SweepDirectory directory) {
    return run(config, directory, () -> false);
  }

  static SweepResult run(SweepConfig config, SweepDirectory directory, BooleanSupplier stop) {
    return new Sweep(SearchPlan.of(config), directory, trials(2), SILENT, stop).run();
  }

  /** Makes a sweep and runs it to its end. */
  public static SweepResult run(Path runs, String name, String... overrides) {
    SweepConfig config = config(runs, overrides);
    return run(config, create(runs, name, config));
  }
}
