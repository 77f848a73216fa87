package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.DigitsView;
import io.github.mnistdl4j.cli.console.ProgressBar;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DatasetWarnings;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.Reading;
import io.github.mnistdl4j.prediction.image.ImageSources;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Predicts images as they are read: lines go to standard output, problems and a progress bar to
 * standard error. Used by one thread.
 */
final class PredictionPrinter implements ImageSources.Visitor {
  private final Predictor predictor;
  private final PredictionFormat format;
  private final boolean draws;
  private final PrintWriter out;
  private final Console progress;
  private final ProgressBar bar;
  private long images;

  /** Of the pixels of files with many images, which are used as they are. */
  private double sum;

  private long pixelsSummed;
  private boolean problems;

  /**
   * Prints the header.
   *
   * @param draws whether each picture is drawn below its line
   * @param progress where the bar and problems go
   */
  PredictionPrinter(
      Predictor predictor,
      PredictionFormat format,
      boolean draws,
      PrintWriter out,
      Console progress) {
    this.predictor = predictor;
    this.format = format;
    this.draws = draws;
    this.out = out;
    this.progress = progress;
    this.bar = new ProgressBar(progress, System::nanoTime);
    print(format.header(predictor.images()));
  }

  @Override
  public boolean onImage(String file, OptionalLong index, float[] pixels, double done) {
    for (float pixel : pixels) {
      sum += pixel;
    }
    pixelsSummed += pixels.length;
    return line(file, index, Reading.of(predictor.predict(pixels)), done);
  }

  @Override
  public boolean onPicture(String file, DecodedImage picture, DatasetInfo form, double done) {
    Reading reading = predictor.read(picture.pixels()).in(picture);
    boolean wanted = line(file, OptionalLong.empty(), reading, done);
    if (draws) {
      drawing(reading, form).forEach(out::println);
    }
    return wanted;
  }

  /** Draws what the network saw, below the name of the file; of a number from the left edge. */
  private static Stream<String> drawing(Reading reading, DatasetInfo form) {
    List<float[]> inputs = reading.parts().stream().map(part -> part.prediction().input()).toList();
    return inputs.size() == 1
        ? DigitsView.small(inputs.get(0), form).stream().map(row -> " ".repeat(20) + row)
        : DigitsView.small(inputs, form).stream().map(row -> " ".repeat(4) + row);
  }

  private boolean line(String file, OptionalLong index, Reading reading, double done) {
    images++;
    if (bar.isDue()) {
      bar.draw(
          "%s %3d%% - %d images".formatted(ProgressBar.of(done, 1), (int) (100 * done), images));
    }
    print(format.line(new PredictionFormat.Picture(file, index, images), reading));
    return !out.checkError(); // false: the pipe was closed, as by head
  }

  @Override
  public void onProblem(String file, String problem) {
    problems = true;
    String line = format.problem(file, problem, predictor.images());
    print(line);
    if (line.isEmpty()) {
      progress.result("%s %s.".formatted(file, problem).replaceAll("\\p{Cntrl}", "?"));
    }
  }

  @Override
  public void onNote(String file, String note) {
    progress.say("%s %s.".formatted(file, note).replaceAll("\\p{Cntrl}", "?"));
  }

  /** Removes the bar, warns of inverted images; returns whether every file could be used. */
  boolean end() {
    progress.redraw("");
    progress.erase();
    OptionalDouble mean = predictor.trainingMean();
    if (pixelsSummed > 0 && mean.isPresent()) {
      DatasetWarnings.inverted(mean.getAsDouble(), sum / pixelsSummed).ifPresent(progress::say);
    }
    return !problems;
  }

  private void print(String line) {
    if (!line.isEmpty()) {
      out.println(line);
      out.flush();
    }
  }
}
