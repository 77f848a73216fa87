package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.ImageSources;
import io.github.mnistdl4j.run.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts what images show. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Say what images show, with a run's network.",
      "Pictures (PNG, JPEG, GIF, BMP, TIFF, WebP) may have any size, colour and margin, and be"
          + " dark on light or light on dark. IDX and CSV files (784 pixels from 0 to 255 per line, optionally"
          + " after a label) may be packed with gzip; their images are used as they are. The"
          + " first bytes tell the kind of a file, not its name.",
      "A picture may show a number: its digits are read from left to right. An answer that should"
          + " not be relied on says so: \"not sure\", and why. It is an answer, so the exit code is 0."
    },
    footer = {
      "",
      "A file that is not an image is reported, the others are still predicted, and the exit code"
          + " is 1.",
      "Examples:",
      "  mnist-dl4j predict digit.png",
      "  mnist-dl4j predict --format json scans/ | jq -r .label",
      "  curl -s https://example.org/7.png | mnist-dl4j predict -"
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "IMAGE",
      arity = "1..*",
      description =
          "A file, a directory for its visible files in the order of their names, or - for"
              + " standard input.")
  private List<String> images = List.of();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      defaultValue = RunDirectory.LATEST,
      description = "A run's name or path; by default the newest.")
  private String run = RunDirectory.LATEST;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, json (one object per line), csv or kaggle (ImageId,Label); by default"
              + " ${DEFAULT-VALUE}.")
  private PredictionFormat format = PredictionFormat.TABLE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where to write the predictions, whole or not at all; by default standard output.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    Predictor predictor = Predictor.load(runs.open(run).path());
    if (file != null) {
      boolean complete = OutputFile.write(file, out -> predict(predictor, out, false));
      output.console().say("The predictions are in " + file);
      return complete ? 0 : 1;
    }
    boolean draws =
        format == PredictionFormat.TABLE && !output.quiet && output.console().interactive();
    return predict(predictor, output.out(), draws) ? 0 : 1;
  }

  private boolean predict(Predictor predictor, PrintWriter out, boolean draws) {
    Console progress = output.progress();
    PredictionPrinter printer = new PredictionPrinter(predictor, format, draws, out, progress);
    ImageSources.read(images, System.in, predictor.images(), printer);
    return printer.end();
  }
}
