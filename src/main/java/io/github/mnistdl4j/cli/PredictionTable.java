package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.DigitsView;
import io.github.mnistdl4j.prediction.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Predictions for people: the digit first, so that the columns stand however long a name is.
 *
 * @param pictures whether a picture file is drawn, too
 */
record PredictionTable(boolean pictures) implements PredictionLines {
  @Override
  public List<String> header() {
    return List.of("digit  probability  image");
  }

  @Override
  public List<String> prediction(String file, OptionalLong index, Prediction prediction) {
    List<String> lines = new ArrayList<>();
    String which = index.isPresent() ? "[%d]".formatted(index.getAsLong()) : "";
    lines.add(
        "%5d  %9.2f %%  %s%s"
            .formatted(
                prediction.digit(),
                Math.floor(10_000 * prediction.probability()) / 100, // only certainty is 100
                file.replaceAll("\\p{Cntrl}", "?"),
                which));
    if (pictures && index.isEmpty()) {
      DigitsView.small(prediction.input()).forEach(row -> lines.add(" ".repeat(20) + row));
    }
    return lines;
  }

  @Override
  public List<String> problem(String file, String problem) {
    return List.of();
  }
}
