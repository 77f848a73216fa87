package io.github.mnistdl4j.run.export;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.github.mnistdl4j.files.TemporaryDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the metrics of runs for other programs.
 *
 * <pre>{@code
 * SavedRun run = new SavedRun(RunDirectory.open(Path.of("runs"), "latest"));
 * MetricsExport.write(List.of(run), MetricsFormat.TENSORBOARD, Path.of("logs"));
 * }</pre>
 */
public final class MetricsExport {
  /** The forms that metrics can be written in. */
  public enum MetricsFormat {
    /** A table with a row per run and epoch. */
    CSV("runs.csv"),
    /** One document with each run's configuration, result and epochs. */
    JSON("runs.json"),
    /** A folder as MLflow's file store keeps it. */
    MLFLOW("mlruns"),
    /** A folder of event files. */
    TENSORBOARD("tensorboard");

    private final String usualName;

    MetricsFormat(String usualName) {
      this.usualName = usualName;
    }

    /** Returns the name of a file or folder that is given none. */
    public String usualName() {
      return usualName;
    }
  }

  private MetricsExport() {}

  /**
   * Writes a file or folder: all of it, or nothing.
   *
   * @param runs at least one, each once
   * @param target must not exist; its folder must
   * @throws RunException if it exists or cannot be written, or a run cannot be read
   */
  public static void write(List<SavedRun> runs, MetricsFormat format, Path target) {
    requireFree(target);
    List<ExportedRun> exported = ExportedRun.all(runs);
    requireDistinct(exported);
    switch (format) {
      case CSV -> RunFiles.write(target, MetricsText.csv(exported));
      case JSON -> RunFiles.write(target, MetricsText.json(exported));
      case MLFLOW, TENSORBOARD -> writeFolder(exported, format, target.toAbsolutePath());
    }
  }

  private static void requireFree(Path target) {
    if (Files.exists(target, NOFOLLOW_LINKS)) {
      throw new RunException(
          "%s exists already and is not replaced. Name another with --output, or delete it."
              .formatted(target));
    }
  }

  private static void requireDistinct(List<ExportedRun> runs) {
    Set<String> names = new HashSet<>();
    for (ExportedRun run : runs) {
      if (!names.add(run.name())) {
        throw new RunException(
            "Two runs are called %s. Rename one, or export them one by one.".formatted(run.name()));
      }
    }
  }

  private static void writeFolder(List<ExportedRun> runs, MetricsFormat format, Path target) {
    try (TemporaryDirectory drafts = new TemporaryDirectory(target.resolveSibling(""))) {
      Path draft = Files.createDirectory(drafts.path().resolve("draft"));
      if (format == MetricsFormat.MLFLOW) {
        new MlflowStore(draft, target).write(runs);
      } else {
        TensorBoardLogs.write(runs, draft);
      }
      requireFree(target);
      Files.move(draft, target, ATOMIC_MOVE);
    } catch (IOException e) {
      throw RunException.cannotWrite(target, e);
    }
  }
}
