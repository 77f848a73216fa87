package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.prediction.Prediction;
import java.util.List;
import java.util.OptionalLong;

/** Predictions as lines of text. */
interface PredictionLines {
  /** What stands above all. */
  List<String> header();

  /**
   * What is said of an image.
   *
   * @param index within a file that can have many
   */
  List<String> prediction(String file, OptionalLong index, Prediction prediction);

  /** What is said of a file that cannot be used; empty: it is for standard error. */
  List<String> problem(String file, String problem);

  /**
   * The lines of a format.
   *
   * @param pictures whether the table may draw
   */
  static PredictionLines of(PredictionFormat format, boolean pictures) {
    return switch (format) {
      case TABLE -> new PredictionTable(pictures);
      case JSON -> new PredictionJson();
      case CSV -> new PredictionCsv();
    };
  }
}
