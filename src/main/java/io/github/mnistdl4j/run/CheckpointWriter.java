package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.CheckpointConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.training.Checkpointer;
import io.github.mnistdl4j.training.TrainingState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes checkpoints when they are due, on a thread of its own: training goes on while the disk
 * works. Used by one thread.
 */
final class CheckpointWriter implements Checkpointer, AutoCloseable {
  private final Checkpoints checkpoints;
  private final CheckpointConfig config;
  private final int epochs;
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
  private boolean owed;
  private long lastTime = System.nanoTime();

  CheckpointWriter(Checkpoints checkpoints, TrainingConfig training) {
    this.checkpoints = checkpoints;
    this.config = training.checkpoint();
    this.epochs = training.epochs();
  }

  /**
   * Keeps the state if it is due.
   *
   * @throws RunException if this one or the one before could not be written
   */
  @Override
  public void at(Moment moment, int count, Supplier<TrainingState> state) {
    owed |= isDue(moment, count) || (moment == Moment.EPOCH && checkpoints.isBest(state.get()));
    if (!owed || (moment == Moment.STEP && !writing.isDone())) {
      return; // the next step is soon enough
    }
    owed = false;
    close();
    TrainingState now = state.get();
    lastTime = System.nanoTime();
    writing =
        CompletableFuture.runAsync(
            () -> checkpoints.write(now),
            task -> {
              Thread thread = new Thread(task, "write-checkpoint");
              thread.start();
            });
    if (moment == Moment.INTERRUPTION) {
      close();
    }
  }

  private boolean isDue(Moment moment, int count) {
    boolean timeIsUp =
        config.everySeconds() > 0
            && System.nanoTime() - lastTime >= TimeUnit.SECONDS.toNanos(config.everySeconds());
    return switch (moment) {
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
   * @throws RunException if it could not be
   */
  @Override
  public void close() {
    CompletableFuture<Void> last = writing;
    writing = CompletableFuture.completedFuture(null); // a failure is told once
    try {
      last.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RunException cause ? cause : e;
    }
  }
}
