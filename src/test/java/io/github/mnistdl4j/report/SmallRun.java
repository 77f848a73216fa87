package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TestFolder;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A run on {@link SmallDigits}, and what training found in its network.
 *
 * @param inspection empty if training kept none
 */
record SmallRun(SavedRun run, Optional<Inspection> inspection) {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.ofHours(1));

  /** Those that were trained before, by their overrides. */
  private static final Map<List<String>, SmallRun> TRAINED = new ConcurrentHashMap<>();

  /** Gives a copy of its own of a run that is trained once for all tests. */
  static SmallRun train(Path runs, String name, String... overrides) {
    SmallRun original = TRAINED.computeIfAbsent(List.of(overrides), SmallRun::trainOriginal);
    try {
      RunDirectory copy = TestFolder.copyRun(original.run.directory(), runs, name);
      return new SmallRun(new SavedRun(copy), original.inspection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SmallRun trainOriginal(List<String> overrides) {
    try {
      Path runs = TestFolder.untilTheEnd("report");
      return train(runs, "original", () -> false, overrides.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SmallRun train(Path runs, String name, BooleanSupplier stop, String... overrides) {
    return train(runs, name, SmallDigits.inMemory(), stop, SmallDigits.config(overrides));
  }

  static SmallRun train(Path runs, String name, DatasetInfo images, String... overrides) {
    return train(
        runs,
        name,
        SmallDigits.inMemory(images),
        () -> false,
        SmallDigits.configOfFiles(overrides));
  }

  private static SmallRun train(
      Path runs, String name, TrainTest data, BooleanSupplier stop, AppConfig config) {
    RunDirectory directory = RunDirectory.create(runs, Optional.of(name), LocalDateTime.now(CLOCK));
    RunResult result =
        new TrainingRun(config, data, directory, CLOCK).train(new TrainingCallback() {}, stop);
    return new SmallRun(new SavedRun(directory), result.inspection());
  }

  Markup report() {
    return Markup.of(RunReport.of(run, new Findings(inspection, List.of())).html());
  }
}
