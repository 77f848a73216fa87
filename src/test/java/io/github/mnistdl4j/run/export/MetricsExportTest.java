package io.github.mnistdl4j.run.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.run.export.MetricsExport.MetricsFormat;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class MetricsExportTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private SavedRun train(String name, String... overrides) {
    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), Optional.of(name), LocalDateTime.now(CLOCK));
    new TrainingRun(SmallDigits.config(overrides), SmallDigits.inMemory(), run, CLOCK)
        .train(new TrainingCallback() {}, () -> false);
    return new SavedRun(run);
  }

  /** The fields of metrics.csv, by line; the first is the header. */
  private static List<List<String>> metrics(SavedRun run) throws IOException {
    return rows(run.directory().metrics());
  }

  private static List<List<String>> rows(Path table) throws IOException {
    return Files.readAllLines(table).stream().map(line -> List.of(line.split(",", -1))).toList();
  }

  private Path export(MetricsFormat format, SavedRun... runs) {
    Path target = folder.resolve(format.usualName());
    MetricsExport.write(List.of(runs), format, target);
    return target;
  }

  @Test
  void writesATableThatDataVecReads() throws Exception {
    SavedRun a = train("the first", "training.validation-split=0.2");
    SavedRun b = train("b");
    Path file = export(MetricsFormat.CSV, a, b);
    List<List<String>> expected = new ArrayList<>();
    for (SavedRun run : List.of(a, b)) {
      metrics(run).stream().skip(1).forEach(expected::add);
    }
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo("run," + String.join(",", metrics(a).get(0)));
    try (RecordReader reader = new CSVRecordReader(1, ',', '"')) {
      reader.initialize(new FileSplit(file.toFile()));
      for (List<String> row : expected) {
        List<Writable> found = reader.next();
        assertThat(found.get(0).toString()).isIn("the first", "b");
        for (int i = 0; i < row.size(); i++) {
          assertSame(found.get(i + 1).toString(), row.get(i));
        }
      }
      assertThat(reader.hasNext()).isFalse();
    }
  }

  private static void assertSame(String found, String expected) {
    assertThat(found.isEmpty()).isEqualTo(expected.isEmpty());
    if (!expected.isEmpty()) {
      assertThat(Double.parseDouble(found)).isEqualTo(Double.parseDouble(expected));
    }
  }

  @Test
  void writesADocumentWithConfigurationAndEpochs() throws IOException {
    SavedRun run = train("a");
    JsonObject document =
        JsonParser.parseString(Files.readString(export(MetricsFormat.JSON, run)))
            .getAsJsonObject()
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject();
    assertThat(document.get("name").getAsString()).isEqualTo("a");
    assertThat(document.getAsJsonObject("config").getAsJsonObject("training").get("epochs"))
        .hasToString("2");
    assertThat(document.get("testAccuracy").getAsDouble())
        .isEqualTo(run.evaluation().orElseThrow().accuracy());
    JsonArray epochs = document.getAsJsonArray("epochs");
    List<List<String>> metrics = metrics(run);
    for (int i = 1; i < metrics.size(); i++) {
      for (int k = 0; k < metrics.get(0).size(); k++) {
        var value = epochs.get(i - 1).getAsJsonObject().get(metrics.get(0).get(k));
        assertSame(value.isJsonNull() ? "" : value.getAsString(), metrics.get(i).get(k));
      }
    }
  }

  @Test
  void writesEventsThatTensorFlowReads() throws IOException {
    EventReader.assumeThere();
    SavedRun run = train("a", "training.validation-split=0.2");
    Path root = export(MetricsFormat.TENSORBOARD, run, train("b"));
    String name = "events.out.tfevents.%d.mnist-dl4j".formatted(CLOCK.instant().getEpochSecond());
    List<Path> files =
        Stream.of("train", "validation", "test")
            .map(split -> root.resolve("a").resolve(split).resolve(name))
            .toList();
    List<String> expected = new ArrayList<>();
    List<List<String>> metrics = metrics(run);
    for (String columns : List.of("loss accuracy learning_rate seconds", "val_loss val_accuracy")) {
      expected.add("version brain.Event:2");
      double time = CLOCK.instant().getEpochSecond();
      for (List<String> row : metrics.subList(1, metrics.size())) {
        time += Double.parseDouble(row.get(row.size() - 1));
        for (String column : columns.split(" ", -1)) {
          String value = row.get(metrics.get(0).indexOf(column));
          String tag = "epoch_" + column.replace("val_", "");
          expected.add("%s %s %s %.3f".formatted(tag, row.get(0), Float.parseFloat(value), time));
        }
      }
    }
    List<String> lines = EventReader.lines(folder, files.toArray(Path[]::new));
    assertThat(lines.subList(0, expected.size())).isEqualTo(expected);
    assertThat(lines.get(expected.size())).isEqualTo("version brain.Event:2");
    assertThat(root.resolve("b").toFile().list())
        .containsExactlyInAnyOrder("train", "test", "steps");
    List<List<String>> steps = rows(run.directory().steps());
    List<String> events = EventReader.lines(folder, root.resolve("a/steps").resolve(name));
    for (int column = 2; column < steps.get(0).size(); column++) {
      String tag = stepTag(steps.get(0).get(column));
      assertThat(events.stream().filter(line -> line.startsWith(tag + " ")))
          .map(line -> List.of(line.split(" ", -1)).subList(1, 3))
          .isEqualTo(
              column(steps, column).stream()
                  .map(row -> List.of(row.get(0), "" + Float.parseFloat(row.get(1))))
                  .toList());
    }
  }

  /** Returns what a column of steps.csv is called in what is exported. */
  private static String stepTag(String column) {
    return column.contains("norm") ? column : "batch_" + column;
  }

  /** Returns each row's step and value, without the rows that have none. */
  private static List<List<String>> column(List<List<String>> table, int column) {
    return table.stream()
        .skip(1)
        .map(row -> List.of(row.get(0), row.get(column)))
        .filter(row -> !row.get(1).isEmpty())
        .toList();
  }

  @Test
  void writesAStoreThatHasMlflowsLayout() throws IOException {
    SavedRun run = train("a");
    Path root = export(MetricsFormat.MLFLOW, run);
    Path experiment = only(root);
    Map<?, ?> about = yaml(experiment.resolve("meta.yaml"));
    assertThat(about.get("experiment_id")).isEqualTo(experiment.getFileName().toString());
    assertThat(about.get("name")).isEqualTo("mnist-dl4j");
    assertThat(about.get("artifact_location"))
        .isEqualTo(experiment.toUri().toString().replaceFirst("/$", ""));
    Path place;
    try (Stream<Path> all = Files.list(experiment)) {
      place = all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    Map<?, ?> meta = yaml(place.resolve("meta.yaml"));
    assertThat(meta.get("run_id")).isEqualTo(place.getFileName().toString());
    assertThat(meta.get("run_name")).isEqualTo("a");
    assertThat(meta.get("status")).isEqualTo(3);
    assertThat(meta.get("start_time")).isEqualTo(CLOCK.instant().toEpochMilli());
    assertThat(Path.of(java.net.URI.create(String.valueOf(meta.get("artifact_uri")))))
        .isEqualTo(place.resolve("artifacts"))
        .isDirectoryContaining("glob:**config.yaml");
    assertThat(place.resolve("params/network.layers.0.units")).hasContent("8");
    assertThat(place.resolve("tags/mlflow.runName")).hasContent("a");
    List<List<String>> metrics = metrics(run);
    assertThat(Files.exists(place.resolve("metrics/val_loss"))).isFalse();
    for (String column : List.of("loss", "accuracy", "test_loss", "learning_rate", "seconds")) {
      List<String> lines = Files.readAllLines(place.resolve("metrics").resolve(column));
      assertThat(lines).hasSize(metrics.size() - 1);
      for (int i = 0; i < lines.size(); i++) {
        assertThat(lines.get(i)).matches("\\d+ \\S+ " + (i + 1));
        List<String> row = metrics.get(i + 1);
        assertSame(lines.get(i).split(" ", -1)[1], row.get(metrics.get(0).indexOf(column)));
      }
    }
    List<List<String>> steps = rows(run.directory().steps());
    for (int column = 2; column < steps.get(0).size(); column++) {
      Path file = place.resolve("metrics").resolve(stepTag(steps.get(0).get(column)));
      List<List<String>> kept = column(steps, column);
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSameSizeAs(kept);
      for (int i = 0; i < lines.size(); i++) {
        assertThat(lines.get(i)).matches("\\d+ \\S+ " + kept.get(i).get(0));
        assertSame(lines.get(i).split(" ", -1)[1], kept.get(i).get(1));
      }
    }
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    return (Map<?, ?>) load.loadFromString(Files.readString(file));
  }

  private static Path only(Path root) throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.findFirst().orElseThrow();
    }
  }

  @Test
  void replacesNothingAndLeavesNothingHalfWritten() throws IOException {
    SavedRun run = train("a", "training.epochs=1");
    for (MetricsFormat format : MetricsFormat.values()) {
      Path target = Files.writeString(folder.resolve(format.usualName()), "mine");
      assertThatThrownBy(() -> export(format, run))
          .isInstanceOf(RunException.class)
          .hasMessageContainingAll(target.toString(), "--output");
      assertThat(target).hasContent("mine");
      Files.delete(target);
    }
    Files.writeString(run.directory().config(), "broken: [");
    assertThatThrownBy(() -> export(MetricsFormat.MLFLOW, run)).hasMessageContaining("config.yaml");
    assertThat(folder.toFile().list()).containsExactly("runs");
  }

  @Test
  void tellsRunsOfOneNameApart() throws IOException {
    SavedRun a = train("a", "training.epochs=1");
    Path other = Files.createDirectories(folder.resolve("others")).resolve("a");
    org.apache.commons.io.FileUtils.copyDirectory(a.directory().path().toFile(), other.toFile());
    SavedRun b = new SavedRun(new RunDirectory(other));
    assertThat(Files.readString(export(MetricsFormat.CSV, a, b)))
        .contains("\nruns/a,1,")
        .contains("\nothers/a,1,");
    assertThatThrownBy(
            () -> MetricsExport.write(List.of(a, a), MetricsFormat.CSV, other.resolve("x")))
        .hasMessageContaining("Two runs are called runs/a");
  }
}
