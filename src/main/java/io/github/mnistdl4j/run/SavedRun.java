package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DatasetWarnings;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EpochHistogram;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.evaluation.WeightDistance;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.StepResult;
import io.github.mnistdl4j.training.TrainingData;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A run that was trained before.
 *
 * @param directory where it is
 * @param overrides values that replace those of its configuration, such as where its images are now
 */
public record SavedRun(RunDirectory directory, List<String> overrides) {
  /** A run as it was trained. */
  public SavedRun(RunDirectory directory) {
    this(directory, List.of());
  }

  /**
   * Returns the configuration it was trained with.
   *
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if somebody broke it since
   */
  public AppConfig config() {
    return recorded(ConfigLoader.load(AppConfig.class, directory.config(), overrides));
  }

  /** Returns a recorded configuration with what those of older versions left open, and had. */
  static AppConfig recorded(AppConfig config) {
    return config.run().runtime().firstLayer() == FirstLayer.AUTO
        ? Records.with(config, "run.runtime.firstLayer", FirstLayer.DENSE)
        : config;
  }

  /**
   * Returns whether a data set has the files that it was trained and tested with. Pictures of the
   * user's own may have become more; of an imported network nobody knows.
   */
  public boolean hasFiles(TrainTest data) {
    List<String> found = TrainTest.fileHashes(data.sha256());
    return provenance()
        .filter(then -> then.imported().isEmpty())
        .map(then -> then.dataset().fileHashes().equals(found))
        .orElse(true);
  }

  /**
   * Checks that images are those that it was trained on.
   *
   * @throws RunException that says which file is another
   */
  public void requireSameImages(TrainTest data) {
    provenance().ifPresent(then -> then.requireSameImages(directory.provenance(), data));
  }

  /**
   * Checks that it can be resumed with a configuration.
   *
   * @throws RunException that lists what differs and must not
   */
  public void requireSame(AppConfig wanted) {
    List<String> different = TrainingIdentity.MAY_CHANGE.othersThatDiffer(config(), wanted);
    if (!different.isEmpty()) {
      throw new RunException(
          "The run %s was trained with another configuration:%n%sOnly %s may change. Leave the others as they were, or train a new run."
              .formatted(
                  directory.path(), String.join("", different), TrainingIdentity.MAY_CHANGE));
    }
  }

  /**
   * Checks that it can be resumed where it was trained.
   *
   * @param cluster whether a cluster is to compute its steps
   * @throws RunException if not: a cluster computes other numbers than one machine
   */
  public void requireSamePlace(boolean cluster) {
    Optional<String> before = provenance().flatMap(Provenance::cluster);
    if (before.isPresent() != cluster) {
      String place = before.map("on %s"::formatted).orElse("by one machine alone");
      throw new RunException(
          "The run %s was trained %s and can only be resumed like that."
              .formatted(directory.path(), place));
    }
  }

  /** Returns what it was made from and with; empty if the file is missing or unreadable. */
  public Optional<Provenance> provenance() {
    return Json.read(directory.provenance(), Provenance.class);
  }

  /**
   * Returns how many images it learned from, without those held out for validation; 0 if not
   * recorded. Where these were drawn from each class, their number is that of a plain split.
   */
  public int learned() {
    double heldOut = config().run().training().validationSplit();
    int images = provenance().map(then -> then.dataset().train()).orElse(0);
    return images == 0 ? 0 : TrainingData.kept(images, heldOut);
  }

  /** Returns what the images that it was trained on have in common. */
  public DatasetInfo images() {
    DatasetName dataset = config().run().data().dataset();
    return provenance().map(then -> then.images(dataset)).orElseGet(() -> DatasetInfo.of(dataset));
  }

  /** Returns whether there were images to test it with. */
  public boolean hasTestSet() {
    return provenance().filter(then -> then.dataset().test() == 0).isEmpty();
  }

  /** Returns a warning if images look inverted against those that it was trained on. */
  public Optional<String> inverted(Digits images) {
    OptionalDouble mean =
        provenance().map(Provenance::trainingMean).orElseGet(OptionalDouble::empty);
    return mean.isPresent() && images.size() > 0
        ? DatasetWarnings.inverted(mean.getAsDouble(), images.mean())
        : Optional.empty();
  }

  /** Returns its final evaluation; empty if there was none. */
  public Optional<EvaluationResult> evaluation() {
    return Json.read(directory.evaluation(), EvaluationResult.class);
  }

  /**
   * Returns its epochs, in order; none if none has ended.
   *
   * @throws RunException if the file cannot be read or a row is damaged
   */
  public List<EpochResult> metrics() {
    return MetricsFile.read(directory.metrics());
  }

  /**
   * Returns the steps that it kept, in order; none if it kept none, as runs of older versions.
   *
   * @throws RunException if the file cannot be read or a row is damaged
   */
  public List<StepResult> steps() {
    return StepsFile.read(directory.steps());
  }

  /**
   * Returns how its weights and outputs were distributed after epochs; none if it did not record
   * them, as runs of older versions.
   *
   * @throws RunException if the file cannot be read or a row is damaged
   */
  public List<EpochHistogram> histograms() {
    return HistogramsFile.read(directory.histograms());
  }

  /**
   * Returns how far the weights of each layer are from another run's; none if the shapes differ.
   *
   * @throws RunException if a model cannot be loaded
   */
  public List<WeightDistance> weightDistances(SavedRun other) {
    return WeightDistance.between(network(), other.network());
  }

  private MultiLayerNetwork network() {
    return ModelStore.load(directory.model(), config().run());
  }

  /**
   * Looks into its network.
   *
   * @param test the images to ask it about
   * @throws RunException if the model cannot be loaded
   */
  public Inspection inspect(Optional<Digits> test) {
    RunConfig config = config().run();
    MultiLayerNetwork network = network();
    return Inspection.of(
        network,
        test.map(digits -> Answers.of(network, digits, NativeRuntime.threads(config.runtime()))));
  }

  /**
   * Evaluates its network on the test images, with the numbers that training printed; without a
   * test set on those that were held out for validation.
   *
   * @throws RunException if the model cannot be loaded, or there are no such images
   */
  public EvaluationResult evaluate(TrainTest data) {
    RunConfig config = config().run();
    Digits images =
        data.test().size() > 0
            ? data.test()
            : TrainingData.of(data, config)
                .validation()
                .orElseThrow(
                    () ->
                        new RunException(
                            "There is no test set, and the run %s has held out no images for validation, so there is nothing to evaluate it on."
                                .formatted(directory.path())));
    return evaluate(images);
  }

  /**
   * Returns what its temperature does to the calibration of its answers, in words; empty if it has
   * none.
   *
   * @throws RunException if the model cannot be loaded
   */
  public Optional<String> calibration(Digits images) {
    return provenance()
        .flatMap(Provenance::temperature)
        .map(it -> it.inWords(inspect(Optional.of(images)).answers().orElseThrow()));
  }

  /**
   * Evaluates its network on any images of its form and classes.
   *
   * @throws RunException if the model cannot be loaded
   */
  public EvaluationResult evaluate(Digits images) {
    RunConfig config = config().run();
    return Evaluator.evaluate(
        network(), images, config.training().loss(), NativeRuntime.threads(config.runtime()));
  }
}
