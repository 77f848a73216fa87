package io.github.mnistdl4j.training.fused;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do the parts of a phase together: whoever is free takes the next part, so that a
 * thread which the system has put aside holds up the others by one part at most.
 *
 * <p>A waiting thread spins for some microseconds, the length of a short phase, and then parks.
 * Which thread works on a part does not matter to the result. One thread calls {@link #run}. A
 * helper that is interrupted ends, as Maven asks of threads when a program is done.
 */
final class WorkerTeam implements AutoCloseable {
  private static final int SPINS = 2_000;

  /** Work in numbered parts that do not depend on each other; the workers count from 0. */
  interface Work {
    void part(int part, int worker);
  }

  /** Work and the number of its parts. */
  record WorkItems(int parts, Work work) {}

  /** A piece of work that can be run again and again. */
  static final class Phase {
    private final Work work;
    private final int parts;
    private final AtomicInteger next;
    private final AtomicInteger done = new AtomicInteger();

    Phase(int parts, Work work) {
      this.parts = parts;
      this.work = work;
      this.next = new AtomicInteger(parts);
    }

    /** Does parts until none are left; a thread that comes late finds none. */
    private void takeParts(int worker, WorkerTeam team) {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          work.part(part, worker);
        } catch (Throwable e) {
          team.failure = e; // the caller throws it
        } finally {
          team.partDone(this);
        }
      }
    }
  }

  private final Thread[] helpers;
  private volatile Thread caller = Thread.currentThread();
  private final AtomicIntegerArray asleep;
  private volatile boolean callerAsleep;
  private volatile @Nullable Phase current;
  private final AtomicInteger generation = new AtomicInteger();
  private volatile @Nullable Throwable failure;

  /** Starts a team of this many threads, including the one that runs phases. */
  WorkerTeam(int threads) {
    helpers = new Thread[threads - 1];
    asleep = new AtomicIntegerArray(threads);
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] = new Thread(() -> help(worker), "fused-step-" + worker);
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  int threads() {
    return helpers.length + 1;
  }

  /** Runs a phase and returns when all its parts are done. Called by one thread at a time. */
  void run(Phase phase) {
    caller = Thread.currentThread();
    phase.done.set(0);
    phase.next.set(0);
    wake(phase);
    phase.takeParts(0, this);
    for (int spins = 0; phase.done.get() < phase.parts; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        callerAsleep = true;
        if (phase.done.get() < phase.parts) {
          LockSupport.park(this);
        }
        callerAsleep = false;
      }
    }
    @Nullable Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a part of the training step failed", thrown);
    }
  }

  private void wake(@Nullable Phase phase) {
    current = phase;
    generation.incrementAndGet();
    for (int i = 0; i < helpers.length; i++) {
      if (asleep.get(i) == 1) {
        LockSupport.unpark(helpers[i]);
      }
    }
  }

  private void help(int worker) {
    int seen = 0;
    while (true) {
      seen = awaitGeneration(seen, worker - 1);
      @Nullable Phase phase = current;
      if (phase == null || Thread.currentThread().isInterrupted()) {
        return; // the others do its parts
      }
      phase.takeParts(worker, this);
    }
  }

  private int awaitGeneration(int seen, int helper) {
    Thread me = Thread.currentThread();
    for (int spins = 0; generation.get() == seen && !me.isInterrupted(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        asleep.set(helper, 1);
        if (generation.get() == seen) {
          LockSupport.park(this);
        }
        asleep.set(helper, 0);
      }
    }
    return generation.get();
  }

  private void partDone(Phase phase) {
    if (phase.done.incrementAndGet() == phase.parts && callerAsleep) {
      LockSupport.unpark(caller);
    }
  }

  /** Ends the helpers. */
  @Override
  public void close() {
    wake(null);
  }
}
