package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.MonitoredMetric;
import io.github.mnistdl4j.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, in its directory {@code checkpoints}, each named after the steps that
 * the network has learned from.
 *
 * @param folder where they are; made with the first one
 * @param identity hash of what must be the same to resume from one
 * @param keep how many stay
 * @param keepBest which epoch's stays beside them
 */
record Checkpoints(Path folder, String identity, int keep, Optional<MonitoredMetric> keepBest) {

  /**
   * Writes a state; the file of the oldest is used for the next.
   *
   * @throws RunException if it cannot be written; then the others are as they were
   */
  void write(TrainingState state) {
    RunFiles.createFolder(folder);
    Path file = folder.resolve(name(state.network().iterations()));
    CheckpointFile.write(file, spare(), state, identity);
    Optional<Path> best =
        keepBest.map(monitored -> folder.resolve(name(bestIterations(monitored, state))));
    List<Path> all = newestFirst();
    int newest = all.indexOf(file); // those that seem newer were passed over: nobody can read them
    for (int i = 0; i < all.size(); i++) {
      if (i < newest || (i >= newest + keep && !best.equals(Optional.of(all.get(i))))) {
        recycle(all.get(i));
      }
    }
  }

  private static String name(int iterations) {
    return "step-%08d.checkpoint".formatted(iterations);
  }

  /** Returns the steps up to the end of the best epoch. */
  private static int bestIterations(MonitoredMetric monitored, TrainingState state) {
    int best = monitored.best(state.epochs());
    return state.epochs().stream()
        .takeWhile(epoch -> epoch.epoch() <= best)
        .mapToInt(EpochResult::steps)
        .sum();
  }

  /** Returns whether the last epoch is the best so far, whose checkpoint stays. */
  boolean isBest(TrainingState state) {
    return keepBest.filter(m -> m.best(state.epochs()) == state.done()).isPresent();
  }

  private Path spare() {
    return folder.resolve("spare.tmp");
  }

  private void recycle(Path file) {
    try {
      Files.move(file, spare(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    }
  }

  /** Removes the file that was kept for the next state, if possible. */
  void deleteSpare() {
    try {
      Files.deleteIfExists(spare());
    } catch (IOException e) {
      // the next training in this folder will use it
    }
  }

  /**
   * Returns the newest state that can be read.
   *
   * @param warning told of each one that cannot
   * @throws RunException if it is of another training
   */
  Optional<TrainingState> newest(Consumer<String> warning) {
    List<Path> all = newestFirst();
    for (Path file : all) {
      try {
        return Optional.of(CheckpointFile.read(file, identity));
      } catch (CheckpointFile.DamagedException e) {
        warning.accept("Warning: " + e.getMessage() + " Looking for an older one.");
      }
    }
    if (!all.isEmpty()) {
      warning.accept("Warning: no checkpoint can be read. Training starts from the beginning.");
    }
    return Optional.empty();
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("step-\\d+\\.checkpoint"))
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    } catch (IOException e) {
      throw RunException.cannotRead(folder, e);
    }
  }
}
