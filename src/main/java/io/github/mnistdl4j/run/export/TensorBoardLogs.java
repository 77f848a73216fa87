package io.github.mnistdl4j.run.export;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder for TensorBoard, as Keras's callback {@code TensorBoard} lays it out: {@code
 * RUN/train/}, {@code RUN/validation/} and {@code RUN/test/} with a file of events each, whose tags
 * are the same, so that TensorBoard draws them into one chart. Their step is the epoch, from 1; the
 * steps of training are in {@code RUN/steps/}.
 */
final class TensorBoardLogs {
  private static final String STEPS = "steps";

  /** The folder of each group of columns of metrics.csv, by what its names begin with. */
  private static final Map<String, String> FOLDERS =
      Map.of("val_", "validation", "test_", "test", "", "train", STEPS, STEPS);

  private TensorBoardLogs() {}

  static void write(List<ExportedRun> runs, Path folder) throws IOException {
    for (ExportedRun run : runs) {
      write(run, folder.resolve(run.name()));
    }
  }

  private static void write(ExportedRun run, Path folder) throws IOException {
    Map<String, EventFile> files = new LinkedHashMap<>();
    files.put("", new EventFile(run.start()));
    for (EpochResult epoch : run.epochs()) {
      for (Map.Entry<String, Number> value : ExportedRun.values(epoch).entrySet()) {
        String column = value.getKey();
        if (!column.equals("epoch")) {
          String prefix = column.replaceFirst("^(val_|test_|).*", "$1");
          files
              .computeIfAbsent(prefix, absent -> new EventFile(run.start()))
              .add(
                  run.end(epoch),
                  epoch.epoch(),
                  "epoch_" + column.substring(prefix.length()),
                  value.getValue().doubleValue());
        }
      }
    }
    if (!run.steps().isEmpty()) {
      files.put(STEPS, steps(run));
    }
    String name = "events.out.tfevents.%s.mnist-dl4j".formatted(run.start().getEpochSecond());
    for (Map.Entry<String, EventFile> file : files.entrySet()) {
      Path place = folder.resolve(FOLDERS.getOrDefault(file.getKey(), ""));
      file.getValue().write(Files.createDirectories(place).resolve(name));
    }
  }

  private static EventFile steps(ExportedRun run) {
    EventFile file = new EventFile(run.start());
    for (StepResult step : run.steps()) {
      ExportedRun.values(step)
          .forEach((tag, value) -> file.add(run.time(step), step.step(), tag, value.doubleValue()));
    }
    return file;
  }
}
