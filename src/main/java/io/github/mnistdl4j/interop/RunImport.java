package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.Outliers;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.run.ImportedRun;
import io.github.mnistdl4j.run.Provenance.Origin;
import io.github.mnistdl4j.run.TrainedModel;
import io.github.mnistdl4j.training.Engines;
import io.github.mnistdl4j.training.TrainingData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a run of a model that another program trained.
 *
 * @param file where the model was read from, for messages
 * @param config of the data and all that the file does not say; its network, loss and optimizer are
 *     replaced by the file's
 */
public record RunImport(Path file, DenseModel model, AppConfig config) {
  /** What Keras takes where nobody says it. */
  private static final int KERAS_BATCH = 32;

  /**
   * Returns an import with the effective configuration.
   *
   * @throws InteropException if the network is none of images that can be used here
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if a value of the file is out
   *     of range, or the data set has another number of classes
   */
  public static RunImport of(Path file, DenseModel model, AppConfig base) {
    requireImage(file, model);
    requireClasses(file, model, base);
    List<LayerConfig> layers = model.layers().stream().map(RunImport::layer).toList();
    Map<String, Object> training =
        model
            .optimizer()
            .map(state -> Map.of("loss", model.loss(), "optimizer", state.optimizer()))
            .orElseGet(() -> Map.of("loss", model.loss()));
    RunConfig run =
        Records.with(
            base.run(),
            Map.of(
                "network", Records.with(base.run().network(), "layers", layers),
                "training", Records.with(base.run().training(), training)));
    if (hasNone(model)) {
      run = Records.with(run, "data.outliers", Outliers.GENERATED);
    }
    try {
      return new RunImport(file, model, checked(file, Records.with(base, "run", run)));
    } catch (InvalidConfigException e) {
      if (model.optimizer().isEmpty()) {
        throw e;
      }
      String note =
          "The optimizer's settings cannot be used here, so it is left out: training on would use the configuration's.";
      return of(file, model.withoutOptimizer(note), base);
    }
  }

  /** Reads a configuration again, which finds all that is out of range. */
  private static AppConfig checked(Path file, AppConfig config) {
    return ConfigLoader.parse(
        AppConfig.class, ConfigWriter.write(config), "the network of " + file, List.of());
  }

  private static LayerConfig layer(DenseWeights weights) {
    return new LayerConfig(
        Optional.of(weights.units()),
        weights.activation(),
        weights.slope(),
        weights.dropout(),
        weights.l1(),
        weights.l2());
  }

  private static void requireImage(Path file, DenseModel model) {
    List<String> classes =
        model.classes().isEmpty() ? DatasetInfo.numbers(model.outputs()) : model.classes();
    if (classes.size() != model.outputs()) {
      throw new InteropException(
          "%s is damaged: it names %d classes of %d outputs."
              .formatted(file, classes.size(), model.outputs()));
    }
    try {
      DatasetInfo unused = info(model, classes);
    } catch (IllegalArgumentException e) {
      throw new InteropException(
          "%s is a network of %d × %d inputs and %d outputs, which is none of images here: %s."
              .formatted(file, model.height(), model.width(), model.outputs(), e.getMessage()));
    }
  }

  private static void requireClasses(Path file, DenseModel model, AppConfig base) {
    DatasetName dataset = base.run().data().dataset();
    int outputs = hasNone(model) ? model.outputs() - 1 : model.outputs();
    if (dataset.classes().filter(classes -> classes.size() != outputs).isPresent()) {
      throw new InteropException(
          "%s is a network of %d outputs, but data.dataset is %s, which has %d classes. Name the images that it is for with --set data.dataset=…"
              .formatted(
                  file, model.outputs(), YamlNames.of(dataset), dataset.classes().get().size()));
    }
  }

  private static DatasetInfo info(DenseModel model, List<String> classes) {
    return new DatasetInfo(
        model.width(), model.height(), classes, Preparation.of(model.width(), model.height()));
  }

  private static boolean hasNone(DenseModel model) {
    return !model.classes().isEmpty()
        && model.classes().get(model.classes().size() - 1).equals(DatasetInfo.NONE)
        && info(model, model.classes()).areDigits();
  }

  /** Returns whether images have the shape and the classes that the network was made for. */
  public boolean fits(TrainTest data) {
    DatasetInfo info = data.info();
    return info.width() == model.width()
        && info.height() == model.height()
        && info.classes().size() == model.outputs()
        && (model.classes().isEmpty() || model.classes().equals(info.classes()));
  }

  /**
   * Returns how the network wants its pixels scaled: as the file says, or else as test images are
   * answered with the smallest loss.
   *
   * @throws InteropException if nothing tells
   */
  public PixelScale pixels(Optional<TrainTest> data) {
    return model
        .pixels()
        .or(() -> data.map(images -> new PixelTrial(model, config.run(), images).best()))
        .orElseThrow(
            () ->
                new InteropException(
                    "%s does not say how its pixels are scaled, and there are no images of %d × %d pixels and %d classes to try it on. Say it with --pixels (%s), or name such images with --set data.…"
                        .formatted(
                            file,
                            model.height(),
                            model.width(),
                            model.outputs(),
                            String.join(", ", PixelScale.names()))));
  }

  /**
   * Returns the run, to be kept.
   *
   * @param pixels how the network wants its pixels scaled
   * @param data images that fit, to evaluate it on; empty if there are none
   * @param sha256 of the file
   */
  public ImportedRun run(PixelScale pixels, Optional<TrainTest> data, String sha256) {
    DenseModel unit = model.onUnitPixels(pixels);
    List<String> notes = new ArrayList<>(unit.notes());
    int epochs = data.map(images -> epochs(images, notes)).orElse(0);
    Map<String, Object> known = epochs == 0 ? Map.of() : Map.of("run.training.epochs", epochs);
    AppConfig effective = Records.with(config, known);
    if (data.isPresent()) {
      effective =
          Records.with(
              effective,
              "run.runtime.firstLayer",
              Engines.firstLayer(effective.run(), data.get().train()));
    }
    DatasetInfo images = data.map(TrainTest::info).orElseGet(() -> info(model, classes()));
    String name = String.valueOf(file.getFileName());
    return new ImportedRun(
        checked(file, effective),
        new TrainedModel(DenseNetworks.network(unit, effective.run(), images, epochs), images),
        data,
        new Origin(name, sha256, model.form(), model.maker(), pixels.toString(), notes));
  }

  private List<String> classes() {
    List<String> catalogued =
        config.run().data().dataset().classes().orElseGet(() -> DatasetInfo.numbers(2));
    return !model.classes().isEmpty()
        ? model.classes()
        : catalogued.size() == model.outputs() ? catalogued : DatasetInfo.numbers(model.outputs());
  }

  /** Returns how many epochs of these images the optimizer's steps are. */
  private int epochs(TrainTest data, List<String> notes) {
    int iterations = model.optimizer().map(OptimizerState::iterations).orElse(0);
    int batch = config.run().training().batchSize();
    int steps = (TrainingData.of(data, config.run()).train().size() - 1) / batch + 1;
    if (iterations % steps != 0) {
      int usual = (TrainingData.of(data, config.run()).train().size() - 1) / KERAS_BATCH + 1;
      String hint =
          iterations % usual == 0
              ? " With --set training.batch-size=%d, Keras's own, they are %d."
                  .formatted(KERAS_BATCH, iterations / usual)
              : "";
      notes.add(
          "It has learned from %,d steps, no whole number of epochs of %,d steps (training.batch-size %d): its epochs are counted as %d.%s"
              .formatted(iterations, steps, batch, iterations / steps, hint));
    }
    return iterations / steps;
  }
}
