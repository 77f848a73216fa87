package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.data.CsvField;
import io.github.mnistdl4j.prediction.Prediction;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Predictions as comma-separated values (RFC 4180). */
final class PredictionCsv implements PredictionLines {
  private static final int CLASSES = 10;

  @Override
  public List<String> header() {
    String classes =
        IntStream.range(0, CLASSES).mapToObj(k -> ",p" + k).collect(Collectors.joining());
    return List.of("file,index,digit,probability" + classes + ",error");
  }

  @Override
  public List<String> prediction(String file, OptionalLong index, Prediction prediction) {
    StringBuilder line = new StringBuilder(CsvField.quoted(file)).append(',');
    index.ifPresent(line::append);
    line.append(',').append(prediction.digit()).append(',').append(prediction.probability());
    for (float probability : prediction.probabilities()) {
      line.append(',').append(probability);
    }
    return List.of(line.append(',').toString());
  }

  @Override
  public List<String> problem(String file, String problem) {
    return List.of(CsvField.quoted(file) + ",".repeat(CLASSES + 4) + CsvField.quoted(problem));
  }
}
