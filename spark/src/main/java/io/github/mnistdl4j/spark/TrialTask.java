package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.sweep.LocalTrials;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A trial that an executor trains.
 *
 * @param config of the trial, as YAML
 * @param name of its run
 * @param before its run directory so far, as {@link RunArchive} packs it
 */
record TrialTask(String config, String name, Broadcast<byte[]> before, ClusterImages images)
    implements Serializable {

  /** Trains it in a temporary directory, which is gone afterwards. */
  TrialOutput run() {
    AppConfig trial = ConfigLoader.parse(AppConfig.class, config, name, List.of());
    try {
      Path folder = Files.createTempDirectory("mnist-dl4j-");
      try {
        return run(trial, new RunDirectory(Files.createDirectory(folder.resolve(name))));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrialOutput run(AppConfig trial, RunDirectory directory) {
    RunArchive.unpack(before.value(), directory);
    TaskContext task = TaskContext.get();
    Duration took =
        new LocalTrials(images.get(), Clock.system(ZoneId.systemDefault()), 1, 1)
            .run(trial, directory, task::isInterrupted);
    return new TrialOutput(RunArchive.pack(directory), took.toNanos());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
