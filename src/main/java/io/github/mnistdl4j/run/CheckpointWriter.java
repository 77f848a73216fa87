package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.CheckpointConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.training.Checkpointer;
import io.github.mnistdl4j.training.TrainingState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes checkpoints when they are due, on a thread of its own: training continues meanwhile. Used
 * by one thread.
 */
final class CheckpointWriter implements Checkpointer, AutoCloseable {
  private static final Executor THREAD = task -> new Thread(task, "write-checkpoint").start();

  private final Checkpoints checkpoints;
  private final CheckpointConfig config;
  private final int epochs;
  private final StepRows steps;
  private final BestEffortWriter writer;
  private Optional<CompletableFuture<Void>> writing = Optional.empty();
  private boolean owed;
  private long lastTime = System.nanoTime();

  /**
   * @param steps written before each checkpoint, so that what is resumed has its rows
   */
  CheckpointWriter(
      Checkpoints checkpoints, TrainingConfig training, StepRows steps, Consumer<String> warning) {
    this.checkpoints = checkpoints;
    this.config = training.checkpoint();
    this.epochs = training.epochs();
    this.steps = steps;
    this.writer = new BestEffortWriter(warning, BestEffortWriter.AGAIN);
  }

  /**
   * Writes the state if it is due.
   *
   * @throws RunException if it cannot be written and nothing follows that could, or the run's
   *     folder is gone
   */
  @Override
  public void at(Trigger trigger, int count, Supplier<TrainingState> state) {
    owed |= isDue(trigger, count) || (trigger == Trigger.EPOCH && checkpoints.isBest(state.get()));
    boolean isWriting = writing.filter(task -> !task.isDone()).isPresent();
    if (!owed || (trigger == Trigger.STEP && isWriting)) {
      return; // the next step is soon enough
    }
    owed = false;
    await();
    steps.write();
    TrainingState now = state.get();
    lastTime = System.nanoTime();
    if (trigger == Trigger.INTERRUPTION) {
      write(now);
    } else {
      writing = Optional.of(CompletableFuture.runAsync(() -> write(now), THREAD));
    }
  }

  private void write(TrainingState state) {
    steps.force();
    checkpoints.write(state);
  }

  private void await() {
    Optional<CompletableFuture<Void>> last = writing;
    writing = Optional.empty();
    last.ifPresent(task -> writer.succeeds(() -> join(task)));
  }

  private static void join(CompletableFuture<Void> task) {
    try {
      task.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RunException cause ? cause : e;
    }
  }

  private boolean isDue(Trigger trigger, int count) {
    boolean timeIsUp =
        config.everySeconds() > 0
            && System.nanoTime() - lastTime >= TimeUnit.SECONDS.toNanos(config.everySeconds());
    return switch (trigger) {
      case STEP -> timeIsUp || isMultiple(count, config.everySteps());
      case EPOCH ->
          timeIsUp
              || isMultiple(count, config.everyEpochs())
              || (count == epochs && config.everyEpochs() > 0);
      case INTERRUPTION -> true;
    };
  }

  private static boolean isMultiple(int count, int of) {
    return of > 0 && count % of == 0;
  }

  /**
   * Waits for what is being written.
   *
   * @throws RunException if the run's folder is gone
   */
  @Override
  public void close() {
    await();
    checkpoints.deleteSpare();
  }
}
