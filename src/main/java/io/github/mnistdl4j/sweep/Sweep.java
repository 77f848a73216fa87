package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.files.LockFile;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.sweep.SweepResult.SweepOutcome;
import io.github.mnistdl4j.sweep.TrialTraining.Ended;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Trains the trials of a sweep into its directory. What is there already is not trained again, so
 * that an interrupted sweep resumes where it was; the result does not depend on how many trials run
 * at once or in which order they end, unless its time is limited. Used by one thread, once.
 */
public final class Sweep {
  private final SearchPlan plan;
  private final SweepListener listener;
  private final TrialTraining training;
  private final Ranking ranking;
  private volatile boolean leftOut;
  private long start;

  /**
   * Prepares a sweep.
   *
   * @param stop asked whether to end early
   */
  public Sweep(
      SearchPlan plan,
      SweepDirectory directory,
      TrialRunner runner,
      SweepListener listener,
      BooleanSupplier stop) {
    this.plan = plan;
    this.listener = listener;
    this.training = new TrialTraining(plan.config(), directory, runner, stop);
    this.ranking = new Ranking(plan.config().search().objective(), plan.trials());
  }

  /**
   * Trains until all trials are done or something ends the sweep early; {@code sweep.csv} has what
   * is known at each moment.
   *
   * @throws io.github.mnistdl4j.run.RunException if the directory cannot be written, another
   *     process writes into it, or a trial in it has other settings
   * @throws SweepException if no trial gives a result, or no further one can be trained
   */
  public SweepResult run() {
    start = System.nanoTime();
    LockFile lock = RunFiles.lock(new RunDirectory(training.directory().path()));
    int parallel = Math.min(training.runner().parallel(), plan.trials().size());
    ExecutorService threads =
        Executors.newFixedThreadPool(parallel, task -> daemon(new Thread(task, "trial")));
    try {
      training.directory().write(plan.config());
      return climb(threads);
    } finally {
      end(threads);
      lock.close();
    }
  }

  /** Waits for trials that are still running when an error has ended the sweep. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      boolean unused = threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Thread thread) {
    thread.setDaemon(true);
    return thread;
  }

  private SweepResult climb(ExecutorService threads) {
    List<Trial> left = plan.trials();
    List<Integer> rungs = plan.config().rungs();
    for (int i = 0; i < rungs.size(); i++) {
      train(left, rungs.get(i), threads);
      if (i < rungs.size() - 1) {
        left = survivors(left);
      }
    }
    SweepResult result = result();
    if (result.outcome() == SweepOutcome.FINISHED && result.best().isEmpty()) {
      throw new SweepException(
          "No trial of %s gave a result. %s".formatted(training.directory().path(), why()));
    }
    return result;
  }

  private List<Trial> survivors(List<Trial> tried) {
    Set<Integer> among = new HashSet<>(tried.stream().map(Trial::candidate).toList());
    List<Integer> best =
        ranking.candidates().stream()
            .filter(each -> among.contains(each.number()) && each.value().isPresent())
            .map(Candidate::number)
            .limit(plan.config().search().halving().survivors(among.size()))
            .toList();
    return tried.stream().filter(trial -> best.contains(trial.candidate())).toList();
  }

  private void train(List<Trial> wanted, int rung, ExecutorService threads) {
    List<Trial> open = new ArrayList<>();
    for (Trial trial : wanted) {
      training.requireSame(trial);
      training.read(trial, rung).ifPresentOrElse(ranking::add, () -> open.add(trial));
    }
    if (plan.config().search().maxTime().isEmpty()) {
      // so that no core is left alone with a long one at the end
      open.sort(Comparator.comparingLong(Trial::work).reversed());
    }
    writeTable();
    listener.onRung(wanted.size(), wanted.size() - open.size(), rung, training.runner().place());
    CompletionService<Optional<Ended>> running = new ExecutorCompletionService<>(threads);
    open.forEach(trial -> running.submit(() -> train(trial, rung)));
    for (int i = 0; i < open.size(); i++) {
      next(running).ifPresent(this::add);
    }
  }

  private void add(Ended ended) {
    ranking.add(ended.result());
    writeTable();
    listener.onTrial(ended.result(), ended.took(), ranking.candidates());
  }

  private static Optional<Ended> next(CompletionService<Optional<Ended>> running) {
    try {
      return running.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SweepException("The sweep was interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  /** Trains a trial; empty if the sweep is to end before the trial has. */
  private Optional<Ended> train(Trial trial, int rung) {
    if (training.stop().getAsBoolean() || isTimeOver()) {
      leftOut = true;
      return Optional.empty();
    }
    return training.train(trial, rung);
  }

  private void writeTable() {
    SweepTable.write(training.directory().table(), plan.config(), ranking.candidates());
  }

  private boolean isTimeOver() {
    long nanos = System.nanoTime() - start;
    return plan.config().search().maxTime().filter(limit -> nanos >= limit.toNanos()).isPresent();
  }

  private SweepResult result() {
    SweepOutcome outcome =
        training.stop().getAsBoolean()
            ? SweepOutcome.INTERRUPTED
            : leftOut ? SweepOutcome.TIME_LIMIT : SweepOutcome.FINISHED;
    double seconds = (System.nanoTime() - start) / 1e9;
    return new SweepResult(
        plan.config(), ranking.candidates(), plan.trials().size(), outcome, seconds);
  }

  private String why() {
    String diverged =
        "its loss became NaN or infinite; a smaller training.optimizer.learning-rate usually helps.";
    return ranking.candidates().stream()
        .map(candidate -> candidate.trials().get(0))
        .findFirst()
        .map(trial -> trial.trial().name() + ": " + trial.problem().orElse(diverged))
        .orElse("");
  }
}
