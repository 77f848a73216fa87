package io.github.mnistdl4j.run.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.CsvField;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.training.EpochResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metrics of runs as one text. */
final class MetricsText {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private MetricsText() {}

  /**
   * Returns comma-separated values (RFC 4180): a row per run and epoch, with the columns of
   * metrics.csv behind the run's name; empty where nothing was measured.
   */
  static String csv(List<ExportedRun> runs) {
    String header = "run," + String.join(",", ExportedRun.COLUMNS) + "\n";
    return runs.stream()
        .flatMap(run -> run.epochs().stream().map(epoch -> row(run.name(), epoch)))
        .collect(Collectors.joining("", header, ""));
  }

  private static String row(String run, EpochResult epoch) {
    Map<String, Number> values = ExportedRun.values(epoch);
    return Stream.concat(
            Stream.of(CsvField.quoted(run)),
            ExportedRun.COLUMNS.stream()
                .map(column -> Optional.ofNullable(values.get(column)))
                .map(value -> value.map(String::valueOf).orElse("")))
        .collect(Collectors.joining(",", "", "\n"));
  }

  /**
   * Returns one JSON document: {@code runs}, each with its configuration and its epochs, whose
   * members are the columns of metrics.csv; null where nothing was measured, and for NaN and
   * infinity, which JSON lacks.
   */
  static String json(List<ExportedRun> runs) {
    return GSON.toJson(Map.of("runs", runs.stream().map(MetricsText::document).toList())) + "\n";
  }

  private static Map<String, @Nullable Object> document(ExportedRun run) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    Optional<EvaluationResult> test = run.run().evaluation();
    document.put("name", run.name());
    document.put("path", run.run().directory().path().toString());
    document.put("status", run.status());
    document.put("tags", run.run().directory().tags());
    document.put("started", run.provenance().map(Provenance::started).orElse(null));
    document.put("ended", run.provenance().map(Provenance::ended).orElse(null));
    document.put("dataset", run.provenance().map(p -> p.dataset().name()).orElse(null));
    document.put("testLoss", test.map(known -> finite(known.loss())).orElse(null));
    document.put("testAccuracy", test.map(known -> finite(known.accuracy())).orElse(null));
    document.put("config", ConfigWriter.tree(run.run().config()));
    document.put("epochs", run.epochs().stream().map(MetricsText::document).toList());
    return document;
  }

  private static Map<String, @Nullable Object> document(EpochResult epoch) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    Map<String, Number> values = ExportedRun.values(epoch);
    ExportedRun.COLUMNS.forEach(column -> document.put(column, finite(values.get(column))));
    return document;
  }

  private static @Nullable Number finite(@Nullable Number value) {
    return value != null && Double.isFinite(value.doubleValue()) ? value : null;
  }
}
