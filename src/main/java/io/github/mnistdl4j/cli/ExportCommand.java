package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.interop.ExportFormat;
import io.github.mnistdl4j.interop.RunExport;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a run's network for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write a run's network for Keras, TensorFlow.js or Deeplearning4j, or as ONNX.",
      "The file is read back and compared with the run on its test images before it is kept. It takes"
          + " pixels from 0 to 1."
    },
    footer = {
      "",
      "Examples:",
      "  mnist-dl4j export latest --format keras --output model.keras",
      "  mnist-dl4j export best --format h5",
      "  mnist-dl4j export latest --format tfjs --output in-browser",
      "  mnist-dl4j export best --format onnx --with-scaling"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Overrides one value, such as data.directory=PATH if the images have moved.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description =
          "keras: Keras 3's own; h5: the older one, which Keras 2 reads as well; weights: weights"
              + " alone, for load_weights; tfjs: a folder for TensorFlow.js, whose index.html runs the"
              + " network in a browser; onnx: ONNX, for prediction; dl4j: Deeplearning4j's.")
  private ExportFormat format = ExportFormat.KERAS;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file or folder; by default the run's name, with the format's ending.")
  private @Nullable Path file;

  @Option(
      names = "--with-scaling",
      description = "The network takes bytes from 0 to 255 and scales them itself (onnx alone).")
  private boolean withScaling;

  @Parameters(
      paramLabel = "RUN",
      defaultValue = RunDirectory.LATEST,
      description = "A run's name or path; without it the newest.")
  private String run = RunDirectory.LATEST;

  @Override
  public Integer call() {
    requireScaling();
    Console console = output.console();
    SavedRun saved = new SavedRun(runs.open(run), overrides);
    RunExport export = new RunExport(saved);
    Optional<Digits> images = testImages(console, saved, export);
    Path target = file != null ? file : Path.of(saved.directory().name() + format.suffix());
    double difference = export.write(target, format, withScaling, images);
    console.say(
        "Read back and compared on %s: the largest difference of an output is %s."
            .formatted(
                images
                    .map(all -> "%,d test images".formatted(all.size()))
                    .orElse("generated images"),
                difference));
    console.result("Exported to " + target);
    return 0;
  }

  private void requireScaling() {
    if (withScaling && !format.canScale()) {
      throw new ParameterException(
          spec.commandLine(),
          "--with-scaling is not possible with --format %s: only onnx networks scale pixels themselves. Leave it out, and divide bytes by 255 yourself."
              .formatted(YamlNames.of(format)));
    }
  }

  private static Optional<Digits> testImages(Console console, SavedRun saved, RunExport export) {
    try {
      TrainTest data =
          DataSource.read(console, "Run: " + saved.directory().path(), saved.config().run());
      return Optional.of(data).filter(export::fits).map(TrainTest::test);
    } catch (DataException e) {
      console.say("There are no test images to compare on: " + e.getMessage());
      return Optional.empty();
    }
  }
}
