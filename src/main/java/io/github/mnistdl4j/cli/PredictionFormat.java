package io.github.mnistdl4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.data.CsvField;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.prediction.Prediction;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways to write predictions as lines of text. */
enum PredictionFormat {
  /** For people: the digit first, so that columns line up however long the names are. */
  TABLE("digit  probability  image") {
    @Override
    String line(String file, OptionalLong index, Prediction prediction) {
      String which = index.isPresent() ? "[%d]".formatted(index.getAsLong()) : "";
      double percent = Math.floor(10_000 * prediction.probability()) / 100; // 100 is certainty only
      return "%5d  %9.2f %%  %s%s"
          .formatted(prediction.digit(), percent, file.replaceAll("\\p{Cntrl}", "?"), which);
    }

    @Override
    String problem(String file, String problem) {
      return "";
    }
  },

  /** One JSON object per line. */
  JSON("") {
    @Override
    String line(String file, OptionalLong index, Prediction prediction) {
      JsonObject object = new JsonObject();
      object.addProperty("file", file);
      index.ifPresent(i -> object.addProperty("index", i));
      object.addProperty("digit", prediction.digit());
      object.addProperty("probability", prediction.probability());
      object.add("probabilities", GSON.toJsonTree(prediction.probabilities()));
      return GSON.toJson(object);
    }

    @Override
    String problem(String file, String problem) {
      JsonObject object = new JsonObject();
      object.addProperty("file", file);
      object.addProperty("error", problem);
      return GSON.toJson(object);
    }
  },

  /** Comma-separated values (RFC 4180). */
  CSV(
      IntStream.range(0, Digits.CLASSES)
          .mapToObj(label -> "p" + label)
          .collect(Collectors.joining(",", "file,index,digit,probability,", ",error"))) {
    @Override
    String line(String file, OptionalLong index, Prediction prediction) {
      StringBuilder line = new StringBuilder(CsvField.quoted(file)).append(',');
      index.ifPresent(line::append);
      line.append(',').append(prediction.digit()).append(',').append(prediction.probability());
      for (float probability : prediction.probabilities()) {
        line.append(',').append(probability);
      }
      return line.append(',').toString();
    }

    @Override
    String problem(String file, String problem) {
      return CsvField.quoted(file) + ",".repeat(Digits.CLASSES + 4) + CsvField.quoted(problem);
    }
  };

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  /** The first line; empty: none. */
  final String header;

  PredictionFormat(String header) {
    this.header = header;
  }

  /** Returns the line of an image; the index is its place in a file that can have many. */
  abstract String line(String file, OptionalLong index, Prediction prediction);

  /** Returns the line of a file that cannot be used; empty: it belongs on standard error. */
  abstract String problem(String file, String problem);
}
