package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.COMPARISON;
import static io.github.mnistdl4j.config.binding.Affects.LENGTH;
import static io.github.mnistdl4j.config.binding.Affects.NOTHING;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the network is trained.
 *
 * @param maxTime of training steps, evaluations not counted, however often training is resumed
 * @param callbacks one of each kind
 */
public record TrainingConfig(
    @Key(
            value = "Passes over the training set.",
            byDefault = "5",
            in = "[1, 1e5]",
            affects = LENGTH)
        int epochs,
    @Key(value = "Images per step; the last may have fewer.", byDefault = "128", in = "[1, 6e4]")
        int batchSize,
    @Key(value = "Its name, or a section with its name and parameters.", byDefault = "rmsprop")
        Optimizer optimizer,
    @Key(value = "Loss function to minimise.", byDefault = "categorical-crossentropy") Loss loss,
    @Key(value = "Whether each epoch has a new random order.", byDefault = "true") boolean shuffle,
    @Key(
            value = "Fraction of the training images held out, the last ones, as in Keras.",
            byDefault = "0.0",
            in = "[0, 1)",
            affects = COMPARISON)
        double validationSplit,
    @Key(
            value = "Whether those are drawn from each class by network.seed, not the last ones.",
            byDefault = "false",
            affects = COMPARISON)
        boolean validationShuffle,
    @Key(value = "When the test set is evaluated.", byDefault = "every-epoch", affects = COMPARISON)
        Evaluate evaluate,
    @Key(value = "Code of each step; auto: the fastest.", byDefault = "auto", affects = COMPARISON)
        Engine engine,
    @Key(value = "Time after which it stops, as in 1h30m10s.", byDefault = "null", affects = LENGTH)
        Optional<Duration> maxTime,
    @Key(value = "How the learning rate changes: a name or section.", byDefault = "constant")
        LearningRateSchedule learningRateSchedule,
    @Key(value = "What happens at the end of each epoch, as in Keras.", byDefault = "[]")
        List<Callback> callbacks,
    @Key(value = "How training images are changed, anew in every epoch.", byDefault = "null")
        Optional<AugmentationConfig> augmentation,
    @Key(
            value = "Share of digits that may be refused as no digit; 0: nothing is refused.",
            byDefault = "0.01",
            in = "[0, 0.5]",
            affects = NOTHING)
        double rejectionRate,
    @Key(
            value =
                "Whether one temperature, set by the images held out, calibrates its probabilities.",
            byDefault = "false",
            affects = NOTHING)
        boolean temperatureScaling,
    @Key(value = "When to write checkpoints to resume training from.", affects = NOTHING)
        CheckpointConfig checkpoint)
    implements Validated {

  public TrainingConfig {
    callbacks = List.copyOf(callbacks);
  }

  /**
   * Returns the same training on all images: none are held out, what needs them is left out, and
   * the test set is evaluated at the end.
   */
  public TrainingConfig onAllImages() {
    List<Callback> left =
        callbacks.stream().filter(each -> !isOfValidation(each.decidedBy())).toList();
    TrainingConfig all =
        Records.with(
            this,
            Map.of(
                "validationSplit",
                0.0,
                "temperatureScaling",
                false,
                "evaluate",
                Evaluate.END,
                "callbacks",
                left));
    return isOfValidation(checkpoint.keepBest().map(KeepBest::monitor))
        ? Records.with(all, "checkpoint.keepBest", Optional.empty())
        : all;
  }

  private static boolean isOfValidation(Optional<Monitor> monitor) {
    return monitor.filter(Monitor::isOfValidation).isPresent();
  }

  /** Returns the callback of a kind, if there is one. */
  public <C extends Callback> Optional<C> callback(Class<C> kind) {
    return callbacks.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Returns whether the learning rate changes during training. */
  public boolean changesLearningRate() {
    return !(learningRateSchedule instanceof LearningRateSchedule.Constant)
        || learningRateSchedule.warmupSteps() > 0
        || callback(Callback.ReduceLrOnPlateau.class).isPresent();
  }

  @Override
  public void check(ProblemSink problems) {
    Set<Class<?>> kinds = new HashSet<>();
    for (int i = 0; i < callbacks.size(); i++) {
      Callback callback = callbacks.get(i);
      String path = "callbacks[%d]".formatted(i);
      callback
          .decidedBy()
          .ifPresent(monitor -> monitor.check(problems, path + ".monitor", validationSplit));
      if (!kinds.add(callback.getClass())) {
        problems.add(path, "is a second %s; keep one", YamlNames.of(callback.getClass()));
      }
    }
    Optional<Monitor> best = checkpoint.keepBest().map(KeepBest::monitor);
    best.ifPresent(it -> it.check(problems, "checkpoint.keep-best.monitor", validationSplit));
    checkLearningRate(problems);
    if (temperatureScaling && validationSplit == 0) {
      problems.add(
          "temperature-scaling",
          "needs images that the network has not learned from: set validation-split, to 0.1 for example, or set it to false");
    }
  }

  private void checkLearningRate(ProblemSink problems) {
    boolean plateau = callback(Callback.ReduceLrOnPlateau.class).isPresent();
    if (plateau && !learningRateSchedule.equals(new LearningRateSchedule.Constant(0))) {
      problems.add(
          "learning-rate-schedule",
          "cannot be used with reduce-lr-on-plateau: both set the learning rate; keep one");
    }
    if (changesLearningRate() && optimizer instanceof Optimizer.Adadelta) {
      problems.add(
          "optimizer", "is adadelta, which has no learning rate that could change: use another");
    }
  }
}
