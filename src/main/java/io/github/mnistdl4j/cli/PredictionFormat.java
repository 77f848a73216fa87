package io.github.mnistdl4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.cli.console.TextWidth;
import io.github.mnistdl4j.data.CsvField;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.Reading;
import io.github.mnistdl4j.prediction.image.Rejection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways to write predictions as lines of text. */
enum PredictionFormat {
  /** For people: the class first, so that columns line up however long the names are. */
  TABLE {
    @Override
    String header(DatasetInfo images) {
      return pad(name(images), images) + "  probability  image";
    }

    @Override
    String line(Picture picture, Reading reading) {
      OptionalLong index = picture.index();
      String which = index.isPresent() ? "[%d]".formatted(index.getAsLong()) : "";
      double percent = Math.floor(10_000 * reading.probability()) / 100; // 100 is certainty only
      String text = pad(reading.text(), reading.images());
      int wider = TextWidth.of(text) - pad("", reading.images()).length();
      return "%s  %s %%  %s%s%s"
          .formatted(
              text,
              TextWidth.right("%.2f".formatted(percent), Math.max(0, NUMBER - wider)),
              picture.file().replaceAll("\\p{Cntrl}", "?"),
              which,
              reading.rejection().map(why -> " (not sure: " + why.reason() + ")").orElse(""));
    }

    @Override
    String problem(String file, String problem, DatasetInfo images) {
      return "";
    }

    /** Columns of a probability, which a long number may take room from. */
    private static final int NUMBER = 9;

    private static String name(DatasetInfo images) {
      return images.areDigits() ? "digit" : "label";
    }

    private static String pad(String label, DatasetInfo images) {
      int widest = TextWidth.widest(images.classes());
      return TextWidth.right(label, Math.max(name(images).length(), widest));
    }
  },

  /** One JSON object per line. */
  JSON {
    @Override
    String header(DatasetInfo images) {
      return "";
    }

    @Override
    String line(Picture picture, Reading reading) {
      JsonObject object = new JsonObject();
      object.addProperty("file", picture.file());
      picture.index().ifPresent(i -> object.addProperty("index", i));
      if (reading.single().isPresent()) {
        add(object, reading.single().get());
      } else {
        object.addProperty("label", reading.text());
        object.addProperty("probability", reading.probability());
        JsonArray parts = new JsonArray();
        reading.parts().forEach(part -> parts.add(part(part)));
        object.add("parts", parts);
      }
      add(object, reading.rejection());
      return GSON.toJson(object);
    }

    private static JsonObject part(Reading.Part part) {
      JsonObject object = new JsonObject();
      add(object, part.prediction());
      add(object, part.prediction().rejection());
      object.add("box", GSON.toJsonTree(part.box()));
      return object;
    }

    private static void add(JsonObject object, Optional<Rejection> rejection) {
      object.addProperty("rejected", rejection.isPresent());
      rejection.ifPresent(why -> object.addProperty("reason", why.reason()));
    }

    private static void add(JsonObject object, Prediction prediction) {
      object.addProperty("digit", prediction.digit());
      object.addProperty("label", prediction.label());
      object.addProperty("probability", prediction.probability());
      object.add("probabilities", GSON.toJsonTree(prediction.probabilities()));
    }

    @Override
    String problem(String file, String problem, DatasetInfo images) {
      JsonObject object = new JsonObject();
      object.addProperty("file", file);
      object.addProperty("error", problem);
      return GSON.toJson(object);
    }
  },

  /** Comma-separated values (RFC 4180). */
  CSV {
    @Override
    String header(DatasetInfo images) {
      return IntStream.range(0, images.classes().size())
          .mapToObj(label -> "p" + label)
          .collect(
              Collectors.joining(",", "file,index,digit,label,probability,", ",rejected,error"));
    }

    @Override
    String line(Picture picture, Reading reading) {
      StringBuilder line = new StringBuilder(CsvField.quoted(picture.file())).append(',');
      picture.index().ifPresent(line::append);
      Optional<Prediction> single = reading.single();
      line.append(',');
      single.ifPresent(one -> line.append(one.digit()));
      line.append(',').append(CsvField.quoted(reading.text()));
      line.append(',').append((float) reading.probability());
      for (int label = 0; label < reading.images().classes().size(); label++) {
        line.append(',');
        if (single.isPresent()) {
          line.append(single.get().probabilities()[label]);
        }
      }
      line.append(',').append(reading.rejection().map(Rejection::reason).orElse(""));
      return line.append(',').toString();
    }

    @Override
    String problem(String file, String problem, DatasetInfo images) {
      String empty = ",".repeat(images.classes().size() + 6);
      return CsvField.quoted(file) + empty + CsvField.quoted(problem);
    }
  },

  /** What Kaggle's competition takes: the name of the class of each image, in their order. */
  KAGGLE {
    @Override
    String header(DatasetInfo images) {
      return "ImageId,Label";
    }

    @Override
    String line(Picture picture, Reading reading) {
      return picture.number() + "," + CsvField.quoted(reading.text());
    }

    @Override
    String problem(String file, String problem, DatasetInfo images) {
      return "";
    }
  };

  /**
   * Says which image a line is about.
   *
   * @param index its place in a file that can have many
   * @param number its place among all that could be read, from 1
   */
  record Picture(String file, OptionalLong index, long number) {}

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  /** Returns the first line; empty: none. */
  abstract String header(DatasetInfo images);

  /** Returns the line of an image. */
  abstract String line(Picture picture, Reading reading);

  /** Returns the line of a file that cannot be used; empty: it belongs on standard error. */
  abstract String problem(String file, String problem, DatasetInfo images);
}
