package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.NOTHING;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.FamiliarNames;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.List;
import java.util.Map;

/**
 * What a network is trained from. Programs start from the defaults, or a file, and alter values:
 *
 * <pre>{@code
 * RunConfig config = Records.with(RunConfig.defaults(), "training.epochs", 2);
 * config = Records.with(config, "training.optimizer", new Optimizer.Sgd(0.1));
 * MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
 * }</pre>
 */
@FamiliarNames({
  "epochs <- epoch, n-epochs, num-epochs, nb-epoch, max-epochs",
  "batch-size <- bs, batch, minibatch, minibatch-size, mini-batch-size, train-batch-size",
  "learning-rate <- lr, lr0, base-lr, init-lr, initial-learning-rate, step-size",
  "optimizer <- optim, optimiser, opt, solver",
  "loss <- criterion, loss-fn, loss-function",
  "validation-split <- val-split, valid-split, validation, validation-fraction",
  "learning-rate-schedule <- scheduler, schedule, lr-scheduler, lr-schedule",
  "warmup-steps <- warmup, num-warmup-steps",
  "max-time <- time-limit, timeout, max-seconds",
  "training.callbacks=[{name: early-stopping, monitor: loss, patience: …}] <- patience",
  "training.callbacks=[{name: early-stopping, monitor: loss}] <- early-stopping, early-stop",
  "training.augmentation={} <- augmentation, augment, data-augmentation, distortion",
  "rotation <- rotation-range, degrees",
  "scale <- zoom, zoom-range, scale-range",
  "shear <- shear-range",
  "shift <- width-shift-range, height-shift-range, translate, translation",
  "elastic-alpha <- elastic",
  "momentum <- mu",
  "epsilon <- eps",
  "units <- hidden, hidden-size, hidden-units, hidden-dim, n-hidden, neurons, hidden-layer-sizes",
  "activation <- activation-fn, activation-function, nonlinearity",
  "dropout <- drop, dropout-rate, drop-rate",
  "l1 <- l1-reg, l1-penalty",
  "l2 <- weight-decay, wd, l2-reg, l2-penalty",
  "weight-init <- init, initializer, kernel-initializer, init-mode",
  "network.seed <- seed, random-seed, random-state, manual-seed",
  "dataset <- dataset-name",
  "data.directory <- directory, data-dir, data-path, data-root, data-directory, dataset-dir",
  "threads <- num-threads, n-threads, n-jobs, num-workers"
})
public record RunConfig(
    @Key("Which images to learn from, and where they are.") DataConfig data,
    @Key("The network's layers and initial weights.") NetworkConfig network,
    @Key("How the network is trained.") TrainingConfig training,
    @Key(value = "How the machine is used.", affects = NOTHING) RuntimeConfig runtime)
    implements Validated {

  /** The images of all data sets of the catalogue have 28 × 28 pixels. */
  private static final int CATALOGUED_PIXELS = 784;

  /** Returns the tutorial's configuration: every key at its default. */
  public static RunConfig defaults() {
    return ConfigLoader.parse(RunConfig.class, "", "defaults", List.of());
  }

  /**
   * Returns the configuration for images of so many classes.
   *
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if the last layer has another
   *     number of units
   */
  public RunConfig forClasses(int classes) {
    return Records.with(this, "network", network.forClasses(classes));
  }

  /**
   * Returns how one of several workers trains on the images that it gets: in their order, with one
   * thread, and with a dropout of its own.
   *
   * @param worker its number, from 0, whose seed is the run's
   */
  public RunConfig forWorker(int worker) {
    long apart = ((long) worker << Integer.SIZE) * 0x9E3779B97F4A7C15L; // and so for all steps
    return Records.with(
        this,
        Map.of(
            "network.seed",
            network.seed() + apart,
            "training.shuffle",
            false,
            "runtime.threads",
            1));
  }

  @Override
  public void check(ProblemSink problems) {
    LayerConfig output = network.outputLayer();
    int none = data.outliers() == Outliers.GENERATED ? 1 : 0;
    int classes =
        data.dataset().classes().map(all -> all.size() + none).orElse(output.units().orElse(0));
    if (output.units().filter(units -> units != classes).isPresent()) {
      problems.add(
          "network.layers[%d].units".formatted(network.layers().size() - 1),
          "is %d, but %s has %d classes, and the last layer needs a unit for each: remove it, or set it to %3$d",
          output.outputs(),
          YamlNames.of(data.dataset()),
          classes);
    } else if (data.dataset().classes().isPresent()) {
      network
          .forClasses(classes)
          .sizeProblem(CATALOGUED_PIXELS)
          .ifPresent(problem -> problems.add("network.layers", "%s", problem));
    }
    if (training.temperatureScaling() && output.activation() != Activation.SOFTMAX) {
      problems.add(
          "training.temperature-scaling",
          "calibrates probabilities, but the last layer is %s: set its activation to softmax, or set it to false",
          YamlNames.of(output.activation()));
    }
    if (training.loss() == Loss.CATEGORICAL_CROSSENTROPY
        && output.activation() != Activation.SOFTMAX) {
      problems.add(
          "network.layers[%d].activation".formatted(network.layers().size() - 1),
          "is %s, but the loss categorical-crossentropy needs probabilities: use softmax, or"
              + " training.loss: mean-squared-error",
          YamlNames.of(output.activation()));
    }
  }
}
