package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.ConfigLoader;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Evaluation;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.List;
import java.util.Optional;

/**
 * A run that was trained before.
 *
 * @param directory where it is
 */
public record SavedRun(RunDirectory directory) {

  /**
   * The configuration it was trained with.
   *
   * @throws io.github.mnistdl4j.config.InvalidConfigException if somebody broke it since
   */
  public RunConfig config() {
    return ConfigLoader.load(directory.config(), List.of());
  }

  /** What it was made from and with; empty if the file is missing or unreadable. */
  public Optional<Provenance> provenance() {
    return Json.read(directory.provenance(), Provenance.class);
  }

  /** Its final evaluation; empty if there was none. */
  public Optional<Evaluation> evaluation() {
    return Json.read(directory.evaluation(), Evaluation.class);
  }

  /**
   * Evaluates its network on the test images, with the numbers that training printed.
   *
   * @throws RunException if the model cannot be loaded
   */
  public Evaluation evaluate(TrainTest data) {
    RunConfig config = config();
    NativeRuntime.start(config.runtime());
    return Evaluator.evaluate(
        ModelStore.load(directory.model(), config),
        data.test(),
        config.training().loss(),
        NativeRuntime.threads(config.runtime()));
  }
}
