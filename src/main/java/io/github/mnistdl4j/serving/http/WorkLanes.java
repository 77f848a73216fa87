package io.github.mnistdl4j.serving.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Lets only a few of a server's threads work on bodies and replies. What finds so many at work
 * waits in a queue and takes no thread, so that there is always one to read the next request, which
 * may ask how the server is. Safe to use from several threads.
 */
final class WorkLanes implements Executor {
  /** Measured: with fewer a busy machine answers less, with more it keeps others waiting. */
  private static final int LANES_PER_CORE = 2;

  private final Executor threads;
  private final Semaphore free;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Returns how many threads may work at once. */
  static int count(int cores) {
    return cores * LANES_PER_CORE;
  }

  /**
   * Creates lanes.
   *
   * @param threads the server's
   */
  WorkLanes(Executor threads, int cores) {
    this.threads = threads;
    this.free = new Semaphore(count(cores));
  }

  /**
   * Does work at once if a lane is free, on the caller's thread, which is one of the server's: that
   * is fastest. Otherwise it is done later, in the order of the calls.
   */
  @Override
  public void execute(Runnable work) {
    if (waiting.isEmpty() && free.tryAcquire()) {
      try {
        work.run();
      } finally {
        free.release();
      }
      startOnFreeLane();
    } else {
      later(work);
    }
  }

  /** Has work done later, in the order of the calls; for threads that are not the server's. */
  void later(Runnable work) {
    waiting.add(work);
    startOnFreeLane();
  }

  private void startOnFreeLane() {
    if (!waiting.isEmpty() && free.tryAcquire()) {
      try {
        threads.execute(this::doWhatWaits);
      } catch (RejectedExecutionException e) { // the server has ended
        free.release();
      }
    }
  }

  private void doWhatWaits() {
    try {
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        next.run();
      }
    } finally {
      free.release();
    }
    startOnFreeLane(); // for what came after the last look, when no lane was free
  }
}
