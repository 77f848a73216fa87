package io.github.mnistdl4j.training;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EvaluationResult;

/**
 * Receives training events, on the training thread, and may steer training, as Keras's callbacks
 * do. What is not of interest need not be implemented.
 *
 * <pre>{@code
 * TrainingCallback until99Percent =
 *     new TrainingCallback() {
 *       private double accuracy;
 *
 *       @Override
 *       public void onEpochEnd(EpochResult epoch) {
 *         accuracy = epoch.training().accuracy();
 *         System.out.println("Epoch " + epoch.epoch() + ": " + accuracy);
 *       }
 *
 *       @Override
 *       public boolean stopsTraining() {
 *         return accuracy >= 0.99;
 *       }
 *     };
 * }</pre>
 */
public interface TrainingCallback {
  /**
   * Called when an epoch starts or is resumed.
   *
   * @param epoch from 1
   * @param epochs how many there will be
   * @param steps batches of this epoch
   */
  default void onEpochStart(int epoch, int epochs, int steps) {}

  /**
   * Called after each batch.
   *
   * @param step from 1
   * @param running means over the epoch's batches so far
   */
  default void onStep(int step, Score running) {}

  /** Called after each batch, too, with the result of that batch alone. */
  default void onStepEnd(StepResult result) {}

  /** Called with a sentence that a user should read, such as a warning. */
  default void onNote(String text) {}

  /**
   * Called when the network has been evaluated after an epoch, before {@link #onEpochEnd}.
   *
   * @param epoch from 1
   * @param test whether on the test set; else on the images held out for validation, which come
   *     first
   * @param answers to those images
   */
  default void onEvaluation(int epoch, boolean test, Answers answers, EvaluationResult result) {}

  /** Called when an epoch has ended and its evaluations are done. */
  default void onEpochEnd(EpochResult result) {}

  /** Called by {@code TrainingRun} when training has ended and its result is kept. */
  default void onTrainingEnd() {}

  /** Returns whether training is to end instead of starting another epoch. */
  default boolean stopsTraining() {
    return false;
  }

  /**
   * Returns the learning rate of the next step.
   *
   * @param scheduled by the configuration and by the callbacks before this one
   */
  default double learningRate(double scheduled) {
    return scheduled;
  }

  /**
   * Returns the best epoch so far, from 1, if its weights are to be restored when training ends;
   * else 0.
   */
  default int bestEpoch() {
    return 0;
  }
}
