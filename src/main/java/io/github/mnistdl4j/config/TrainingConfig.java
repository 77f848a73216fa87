package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the network is trained.
 *
 * @param epochs passes over the training set
 * @param batchSize images a step; the last batch of an epoch may have fewer
 * @param shuffle whether every epoch has a random order of its own
 * @param validationSplit fraction of the training images, its last ones, held out as validation set
 *     as Keras's {@code validation_split} does
 * @param maxTime of training steps, evaluations not counted, however often it is resumed
 * @param callbacks what acts at the end of each epoch; of each kind one
 */
public record TrainingConfig(
    @Key(value = "Passes over the training set.", byDefault = "5", min = 1, max = 100_000)
        int epochs,
    @Key(
            value = "Images a step; the last step of an epoch takes what is left.",
            byDefault = "128",
            min = 1,
            max = 60_000)
        int batchSize,
    @Key(value = "Its name, or a section with its name and parameters.", byDefault = "rmsprop")
        Optimizer optimizer,
    @Key(value = "What training makes small.", byDefault = "categorical-crossentropy") Loss loss,
    @Key(value = "Whether every epoch has a new random order.", byDefault = "true") boolean shuffle,
    @Key(
            value = "Fraction of the training images held out, the last ones, as in Keras.",
            byDefault = "0.0",
            min = 0,
            below = 1)
        double validationSplit,
    @Key(value = "When the test set is evaluated.", byDefault = "every-epoch") Evaluate evaluate,
    @Key(value = "Which code computes a step; auto takes the fastest that can.", byDefault = "auto")
        Engine engine,
    @Key(value = "Training ends after so long, as in 90s, 10m or 1h30m.", byDefault = "null")
        Optional<Duration> maxTime,
    @Key(
            value = "How the learning rate changes: a name, or a section with name and parameters.",
            byDefault = "constant")
        LearningRateSchedule learningRateSchedule,
    @Key(value = "What acts when an epoch has ended, as in Keras.", byDefault = "[]")
        List<Callback> callbacks,
    @Key("When what is needed to go on after an interruption is kept.") CheckpointConfig checkpoint)
    implements Validated {

  public TrainingConfig {
    callbacks = List.copyOf(callbacks);
  }

  /** The same with another number of epochs. */
  TrainingConfig withEpochs(int other) {
    return new TrainingConfig(
        other,
        batchSize,
        optimizer,
        loss,
        shuffle,
        validationSplit,
        evaluate,
        engine,
        maxTime,
        learningRateSchedule,
        callbacks,
        checkpoint);
  }

  /**
   * The same training on all images: none are held out, what would watch them is left out, and the
   * test set is evaluated at the end.
   */
  public TrainingConfig onAllImages(int epochs) {
    return new TrainingConfig(
        epochs,
        batchSize,
        optimizer,
        loss,
        shuffle,
        0,
        Evaluate.END,
        engine,
        maxTime,
        learningRateSchedule,
        callbacks.stream().filter(each -> !watchesValidation(each.decidedBy())).toList(),
        checkpoint.keepBest().map(KeepBest::monitor).filter(Monitor::isOfValidation).isPresent()
            ? checkpoint.withoutBest()
            : checkpoint);
  }

  private static boolean watchesValidation(Optional<Monitor> monitor) {
    return monitor.filter(Monitor::isOfValidation).isPresent();
  }

  /** The callback of a kind, if there is one. */
  public <C extends Callback> Optional<C> callback(Class<C> kind) {
    return callbacks.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Whether steps have different learning rates. */
  public boolean changesLearningRate() {
    return !learningRateSchedule.equals(new LearningRateSchedule.Constant(0))
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
        String name = YamlNames.kebab(callback.getClass().getSimpleName());
        problems.add(path, "is a second %s; keep one", name);
      }
    }
    checkpoint
        .keepBest()
        .ifPresent(
            best ->
                best.monitor().check(problems, "checkpoint.keep-best.monitor", validationSplit));
    checkLearningRate(problems);
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
          "optimizer", "is adadelta, which has no learning rate that could change: take another");
    }
  }
}
