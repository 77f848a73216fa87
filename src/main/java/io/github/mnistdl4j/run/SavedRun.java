package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.EpochResult;
import java.util.List;
import java.util.Optional;
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
    return ConfigLoader.load(AppConfig.class, directory.config(), overrides);
  }

  /**
   * Checks that images are those that it was trained on.
   *
   * @throws RunException that says which file is another
   */
  public void requireSameImages(TrainTest data) {
    provenance().ifPresent(then -> then.requireSameImages(directory.provenance(), data));
  }

  /** Returns what it was made from and with; empty if the file is missing or unreadable. */
  public Optional<Provenance> provenance() {
    return Json.read(directory.provenance(), Provenance.class);
  }

  /** Returns what the images that it was trained on have in common. */
  public DatasetInfo images() {
    DatasetName dataset = config().run().data().dataset();
    return provenance().map(then -> then.images(dataset)).orElseGet(() -> DatasetInfo.of(dataset));
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
   * Looks into its network.
   *
   * @param test the images to ask it about
   * @throws RunException if the model cannot be loaded
   */
  public Inspection inspect(Optional<Digits> test) {
    RunConfig config = config().run();
    MultiLayerNetwork network = ModelStore.load(directory.model(), config);
    return Inspection.of(
        network,
        test.map(digits -> Answers.of(network, digits, NativeRuntime.threads(config.runtime()))));
  }

  /**
   * Evaluates its network on the test images, with the numbers that training printed.
   *
   * @throws RunException if the model cannot be loaded
   */
  public EvaluationResult evaluate(TrainTest data) {
    RunConfig config = config().run();
    return Evaluator.evaluate(
        ModelStore.load(directory.model(), config),
        data.test(),
        config.training().loss(),
        NativeRuntime.threads(config.runtime()));
  }
}
