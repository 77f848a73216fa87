package io.github.mnistdl4j.run.export;

import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A folder as MLflow's file store keeps it ({@code mlflow/store/tracking/file_store.py}): {@code
 * EXPERIMENT/RUN/} with {@code meta.yaml}, a file of each metric with a line {@code time value
 * step} per epoch or step, a file of each parameter and tag, and artifacts.
 *
 * @param folder where it is written
 * @param target where it will be: MLflow records absolute addresses
 */
record MlflowStore(Path folder, Path target) {
  private static final String NAME = "mnist-dl4j";

  /** As long as those that MLflow draws, so that stores can be merged; the same in each export. */
  private static final String EXPERIMENT = "610284573950183746";

  private static final int ID_DIGITS = 32;
  private static final String META = "meta.yaml";

  /** MLflow's SourceType.LOCAL: a program that was started by hand. */
  private static final int LOCAL = 4;

  void write(List<ExportedRun> runs) throws IOException {
    Path experiment = Files.createDirectories(folder.resolve(EXPERIMENT));
    long first = runs.stream().mapToLong(run -> run.start().toEpochMilli()).min().orElse(0);
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("artifact_location", address(""));
    meta.put("creation_time", first);
    meta.put("experiment_id", EXPERIMENT);
    meta.put("last_update_time", first);
    meta.put("lifecycle_stage", "active");
    meta.put("name", NAME);
    Files.writeString(experiment.resolve(META), ConfigWriter.write(meta));
    for (ExportedRun run : runs) {
      write(run, experiment);
    }
  }

  private void write(ExportedRun run, Path experiment) throws IOException {
    String id = DigestUtils.sha256Hex(run.name() + run.start()).substring(0, ID_DIGITS);
    Path place = Files.createDirectory(experiment.resolve(id));
    for (String part : List.of("metrics", "params", "tags", "artifacts")) {
      Files.createDirectory(place.resolve(part));
    }
    Files.writeString(place.resolve(META), ConfigWriter.write(meta(run, id)));
    metrics(run, place.resolve("metrics"));
    for (Setting setting : ConfigWriter.settings(run.run().config())) {
      Files.writeString(place.resolve("params").resolve(name(setting.key())), setting.value());
    }
    for (Map.Entry<String, String> tag : tags(run).entrySet()) {
      Files.writeString(place.resolve("tags").resolve(tag.getKey()), tag.getValue());
    }
    RunDirectory directory = run.run().directory();
    for (Path file : List.of(directory.config(), directory.evaluation(), directory.report())) {
      if (Files.exists(file)) {
        Files.copy(file, place.resolve("artifacts").resolve(file.getFileName()));
      }
    }
  }

  private Map<String, @Nullable Object> meta(ExportedRun run, String id) {
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("artifact_uri", address(id + "/artifacts"));
    meta.put("end_time", run.end().map(Instant::toEpochMilli).orElse(null));
    meta.put("entry_point_name", "");
    meta.put("experiment_id", EXPERIMENT);
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", id);
    meta.put("run_name", run.name());
    meta.put("run_uuid", id);
    meta.put("source_name", "");
    meta.put("source_type", LOCAL);
    meta.put("source_version", "");
    meta.put("start_time", run.start().toEpochMilli());
    meta.put("status", status(run));
    meta.put("tags", List.of());
    meta.put("user_id", "");
    return meta;
  }

  /** Returns MLflow's number of a status: 1 running, 3 finished, 4 failed, 5 killed. */
  private static int status(ExportedRun run) {
    return switch (run.provenance().map(Provenance::status).orElse(Provenance.Status.FINISHED)) {
      case RUNNING -> 1;
      case FINISHED, STOPPED_EARLY, TIME_LIMIT -> 3;
      case DIVERGED -> 4;
      case INTERRUPTED -> 5;
    };
  }

  private static void metrics(ExportedRun run, Path folder) throws IOException {
    for (EpochResult epoch : run.epochs()) {
      long time = run.end(epoch).toEpochMilli();
      for (Map.Entry<String, Number> value : ExportedRun.values(epoch).entrySet()) {
        if (!value.getKey().equals("epoch")) {
          Files.writeString(
              folder.resolve(value.getKey()),
              line(time, value.getValue(), epoch.epoch()),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
        }
      }
    }
    for (Map.Entry<String, StringBuilder> metric : steps(run).entrySet()) {
      Files.writeString(folder.resolve(metric.getKey()), metric.getValue());
    }
    Optional<EvaluationResult> evaluation = run.run().evaluation();
    if (evaluation.isPresent()) {
      long time = run.end().orElse(run.start()).toEpochMilli();
      int step = EpochResult.last(run.epochs());
      Files.writeString(
          folder.resolve("evaluation_loss"), line(time, evaluation.get().loss(), step));
      Files.writeString(
          folder.resolve("evaluation_accuracy"), line(time, evaluation.get().accuracy(), step));
    }
  }

  private static Map<String, StringBuilder> steps(ExportedRun run) {
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    for (StepResult step : run.steps()) {
      long time = run.time(step).toEpochMilli();
      ExportedRun.values(step)
          .forEach(
              (name, value) ->
                  lines
                      .computeIfAbsent(name, absent -> new StringBuilder())
                      .append(line(time, value, step.step())));
    }
    return lines;
  }

  private static String line(long time, Number value, long step) {
    return time + " " + value + " " + step + "\n";
  }

  private static Map<String, String> tags(ExportedRun run) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", run.name());
    tags.put("status", run.status());
    run.provenance().ifPresent(known -> tags.put("dataset", known.dataset().name()));
    List<String> words = run.run().directory().tags();
    if (!words.isEmpty()) {
      tags.put("tags", String.join(" ", words));
    }
    run.provenance()
        .flatMap(Provenance::result)
        .ifPresent(result -> tags.put("parametersSha256", result.parametersSha256()));
    return tags;
  }

  /** Returns a key as MLflow allows it: {@code network.layers.0.units}. */
  private static String name(String key) {
    return key.replaceAll("\\[(\\d+)]", ".$1");
  }

  private String address(String path) {
    return target.resolve(EXPERIMENT).resolve(path).toUri().toString();
  }
}
