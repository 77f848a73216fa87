package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.files.AtomicFile;
import io.github.mnistdl4j.files.TemporaryDirectory;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.run.Application;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainedModel;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The network of a run, to be written for other programs. */
public final class RunExport {
  /** How far a probability that is read back may be from the run's. */
  private static final double TOLERANCE = 1e-6;

  private static final int GENERATED_IMAGES = 200;

  private final RunConfig config;
  private final TrainedModel trained;
  private final DenseModel model;

  /**
   * Loads it.
   *
   * @throws io.github.mnistdl4j.run.RunException if the run has no model, or a damaged one
   */
  public RunExport(SavedRun run) {
    this.config = run.config().run();
    this.trained = ModelStore.loadForPrediction(run.directory().model(), config);
    this.model = read();
  }

  private DenseModel read() {
    MultiLayerNetwork network = trained.network();
    List<float[]> variables = DenseNetworks.variables(network, network.params(), 0);
    List<DenseWeights> layers = new ArrayList<>();
    for (LayerConfig layer : config.network().forClasses(outputs()).layers()) {
      float[] kernel = variables.get(2 * layers.size());
      int units = layer.outputs();
      layers.add(
          new DenseWeights(
              kernel.length / units,
              units,
              kernel,
              variables.get(2 * layers.size() + 1),
              layer.activation(),
              layer.slope(),
              layer.dropout(),
              layer.l1(),
              layer.l2()));
    }
    DatasetInfo images = trained.images();
    return new DenseModel(
        "run",
        "mnist-dl4j " + Application.current().version(),
        images.height(),
        images.width(),
        PixelScale.UNIT,
        Optional.of(PixelScale.UNIT),
        layers,
        config.training().loss(),
        Optional.of(
            new OptimizerState(
                config.training().optimizer(),
                network.getIterationCount(),
                DenseNetworks.slots(network))),
        images.classes(),
        List.of());
  }

  private int outputs() {
    return trained.images().classes().size();
  }

  /**
   * Returns the network: on pixels in [0, 1], with its classes' names and its optimizer's state.
   */
  public DenseModel model() {
    return model;
  }

  /**
   * Writes a file or folder that was read back and answers as the run does, or none.
   *
   * @param file is replaced; a folder only if it is an earlier export
   * @param images to ask both about, beside generated ones
   * @return the largest difference of an output
   * @throws InteropException if it cannot be written, or answers otherwise
   */
  public double write(Path file, ExportFormat format, Optional<Digits> images) {
    return write(file, format, false, images);
  }

  /**
   * Writes a file that was read back and answers as the run does, or none.
   *
   * @param withScaling whether it takes bytes in place of pixels from 0 to 1
   * @param images to ask both about, beside generated ones
   * @return the largest difference of an output
   * @throws InteropException if it cannot be written, or answers otherwise
   */
  public double write(
      Path file, ExportFormat format, boolean withScaling, Optional<Digits> images) {
    Path target = file.toAbsolutePath().normalize();
    if (format.isFolder()) {
      ExportFolder.requireReplaceable(target);
    } else if (Files.isDirectory(target)) {
      throw new InteropException("%s is a folder; name a file.".formatted(file));
    }
    try (TemporaryDirectory drafts = new TemporaryDirectory(target.resolveSibling(""))) {
      Path draft = drafts.path().resolve("draft" + format.suffix());
      if (withScaling) {
        format.writeScaling(model, draft);
      } else {
        format.write(model, network(), draft);
      }
      DenseModel read = format.read(draft, model);
      double generated = requireSame(read, generated());
      double largest = Math.max(generated, images.map(all -> requireSame(read, all)).orElse(0.0));
      if (format.isFolder()) {
        ExportFolder.move(draft, target, drafts.path().resolve("earlier"));
      } else {
        Path copy = drafts.path().resolve("copy");
        AtomicFile.write(target, copy, out -> Files.copy(draft, out));
      }
      return largest;
    } catch (IOException e) {
      throw new InteropException("Cannot write %s: %s.".formatted(file, reason(e)), e);
    }
  }

  /** Returns the network of what is written, as Deeplearning4j's, without what is only ours. */
  TrainedModel network() {
    int epochs = trained.network().getEpochCount();
    DatasetInfo images = trained.images();
    return new TrainedModel(DenseNetworks.network(model, config, images, epochs), images);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such folder"
        : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
  }

  /** Returns noise, the same each time: it reaches what images of digits may not. */
  private Digits generated() {
    byte[] pixels = new byte[GENERATED_IMAGES * trained.images().pixels()];
    new Random(1).nextBytes(pixels);
    return new Digits(trained.images(), pixels, new int[GENERATED_IMAGES]);
  }

  /** Returns whether images have the network's form and classes. */
  public boolean fits(TrainTest data) {
    return data.test().size() > 0 && data.info().equals(trained.images());
  }

  /**
   * Checks that a network that was read back answers as the run does.
   *
   * @param images to ask both about
   * @return the largest difference of an output
   * @throws InteropException if an output differs by more than 10⁻⁶, or a digit
   */
  double requireSame(DenseModel read, Digits images) {
    int threads = NativeRuntime.threads(config.runtime());
    MultiLayerNetwork network =
        DenseNetworks.network(
            read.onUnitPixels(read.pixels().orElse(PixelScale.UNIT)), config, trained.images(), 0);
    Answers wanted = Answers.of(trained.network(), images, threads);
    Answers found = Answers.of(network, images, threads);
    double largest = 0;
    for (int image = 0; image < images.size(); image++) {
      for (int label = 0; label < outputs(); label++) {
        double difference = Math.abs(wanted.output(image, label) - found.output(image, label));
        largest = Math.max(largest, Double.isNaN(difference) ? Double.MAX_VALUE : difference);
      }
      if (largest > TOLERANCE || wanted.predicted(image) != found.predicted(image)) {
        throw new InteropException(
            "What was written does not answer as the run does: image %d differs by %s. Nothing was kept; please report this."
                .formatted(image, largest));
      }
    }
    return largest;
  }
}
