package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.interop.ModelFile;
import io.github.mnistdl4j.interop.RunImport;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.run.ImportedRun;
import io.github.mnistdl4j.run.RunDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
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

/** Makes a run of a network that another program saved. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Make a run of a dense network that Keras (.keras, .h5), TensorFlow.js (a layers model) or"
          + " Deeplearning4j (.zip) saved, or of an ONNX one, which evaluate, predict, serve, report and"
          + " train --resume take.",
      "The file's network, loss and optimizer are used; the configuration says the rest, above all"
          + " the data set: data.…, training.batch-size. A file of weights alone (.weights.h5) is of"
          + " the configuration's network: --config, or --set network.layers=…"
    },
    footer = {
      "",
      "Examples:",
      "  mnist-dl4j import model.keras --name from-keras",
      "  mnist-dl4j train --resume from-keras --set training.epochs=10"
    })
final class ImportCommand implements Callable<Integer> {
  private final Clock clock = Clock.system(ZoneId.systemDefault());
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;
  @Mixin private NameOption name;

  @Parameters(
      paramLabel = "FILE",
      description = "The file, or a folder with model.json; its content tells its format.")
  private Path file = Path.of("");

  @Option(
      names = "--pixels",
      paramLabel = "RANGE",
      description =
          "What background and ink are to the network: 0..1, 0..255, -1..1, 1..0, 255..0 or"
              + " -0.42..2.82 (PyTorch's example); else the file says it, or all are tried on the"
              + " test images.")
  private @Nullable String pixels;

  @Override
  public Integer call() {
    Optional<PixelScale> wanted = Optional.ofNullable(pixels).map(this::scale);
    Console console = output.console();
    AppConfig base = config.load();
    DenseModel model = ModelFile.read(file, base.run());
    RunImport read = RunImport.of(file, model, base);
    console.say(
        "%s: %s, by %s, %d × %d pixels, %d outputs"
            .formatted(
                file, model.form(), model.maker(), model.height(), model.width(), model.outputs()));
    Optional<TrainTest> data = data(console, read, wanted);
    PixelScale scale = wanted.orElseGet(() -> read.pixels(data));
    ImportedRun run = read.run(scale, data, ModelFile.sha256(file));
    RunDirectory directory =
        RunDirectory.create(runs.directory, name.name(), LocalDateTime.now(clock));
    var evaluation = run.keep(directory, clock);
    console.say("Pixels: background and ink are %s to it.".formatted(scale));
    console.say(run.origin().notes());
    evaluation.ifPresent(result -> EvaluationTable.scores(result).forEach(console::result));
    console.result("Imported into " + directory.path());
    return 0;
  }

  private PixelScale scale(String text) {
    return PixelScale.named(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--pixels is \"%s\"; allowed are %s."
                        .formatted(
                            InteropException.printable(text),
                            String.join(", ", PixelScale.names()))));
  }

  /** Reads the images of the configuration; it does without them if it is told how pixels are. */
  private static Optional<TrainTest> data(
      Console console, RunImport read, Optional<PixelScale> wanted) {
    try {
      TrainTest data = DataSource.read(console, "Network: " + read.file(), read.config().run());
      if (!read.fits(data)) {
        console.say("These images have another form or other classes than the network's.");
      }
      return Optional.of(data).filter(read::fits);
    } catch (DataException e) {
      if (wanted.or(read.model()::pixels).isEmpty()) {
        throw e;
      }
      console.say("There are no images to try it on: " + e.getMessage());
      return Optional.empty();
    }
  }
}
