package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.CsvField;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A part as comma-separated values, with the columns that {@code predict} gives. */
final class CsvPart implements PartWriter {
  private final int classes;
  private final Writer out;

  CsvPart(Storage storage, Path file, List<Column> columns, DatasetInfo images) throws IOException {
    classes = images.classes().size();
    out =
        new BufferedWriter(
            new OutputStreamWriter(storage.of(file).create(file, true), StandardCharsets.UTF_8));
    List<@Nullable Object> header = new ArrayList<>(columns.stream().map(Column::name).toList());
    header.addAll(List.of("digit", ScoredImage.labelColumn(columns), "probability"));
    IntStream.range(0, classes).mapToObj(k -> "p" + k).forEach(header::add);
    header.addAll(List.of("rejected", "error"));
    write(header);
  }

  @Override
  public void write(ScoredImage row) throws IOException {
    List<@Nullable Object> fields = new ArrayList<>(row.carried());
    Optional<Prediction> prediction = row.prediction();
    if (prediction.isPresent()) {
      fields.add(prediction.get().digit());
      fields.add(prediction.get().label());
      fields.add(prediction.get().probability());
      for (float probability : prediction.get().probabilities()) {
        fields.add(probability);
      }
    } else {
      fields.addAll(Collections.nCopies(classes + 3, null));
    }
    fields.add(row.rejected().orElse(""));
    fields.add(row.error().orElse(""));
    write(fields);
  }

  private void write(List<@Nullable Object> fields) throws IOException {
    out.write(fields.stream().map(CsvPart::text).collect(Collectors.joining(",", "", "\n")));
  }

  private static String text(@Nullable Object field) {
    return field == null ? "" : CsvField.quoted(field.toString());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
