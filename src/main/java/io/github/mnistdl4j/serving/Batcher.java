package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the images of many requests into batches for the network. While one batch is computed the
 * next one gathers; an image that finds the network idle waits for others no longer than the limits
 * say, which also bound how many may wait. If it is not to wait at all, its own thread asks the
 * network, which saves waking two. Safe to use from several threads.
 *
 * @param <A> the answer to an image
 */
final class Batcher<A> implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  /** A request's images, where their answers go, and when they came, by {@code nanoTime}. */
  private record Job<A>(List<float[]> images, CompletableFuture<List<A>> answers, long queued) {
    Job(List<float[]> images) {
      this(images, new CompletableFuture<>(), System.nanoTime());
    }

    /** Returns whether it is the last of all jobs, which has no images. */
    boolean isEnd() {
      return images.isEmpty();
    }
  }

  private final Supplier<Function<List<float[]>, List<A>>> networks;
  private final LongConsumer waits;
  private final ServingConfig limits;
  private final BlockingQueue<Job<A>> queue = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final Thread dispatcher = new Thread(this::dispatch, "batcher");

  /** Held by the thread that asks the network. */
  private final ReentrantLock network = new ReentrantLock();

  /** The jobs that the dispatcher works on; a field, so that giving them up needs no memory. */
  private final List<Job<A>> jobs;

  /** The job that did not fit into the last batch. */
  private @Nullable Job<A> left;

  /**
   * Creates a batcher and starts its thread.
   *
   * @param networks supplies the network, which returns one answer per image of a batch; called by
   *     one thread at a time. All images of a request get the same network
   * @param waits is told for how many nanoseconds a request's images waited; called by that thread
   */
  Batcher(
      Supplier<Function<List<float[]>, List<A>>> networks,
      LongConsumer waits,
      ServingConfig limits) {
    this.networks = networks;
    this.waits = waits;
    this.limits = limits;
    this.room = new Semaphore(limits.maxQueue());
    this.jobs = new ArrayList<>(limits.maxBatch());
    dispatcher.setDaemon(true);
    dispatcher.start();
  }

  /**
   * Asks the network about a request's images, at once if it is idle and none are to wait for
   * others, or else queues them; they stay together.
   *
   * @param images at least one
   * @return complete, or completed by the batcher's thread; whoever cancels it before withdraws the
   *     request
   * @throws RequestException if there is no room for them now (429) or at any time (413)
   */
  CompletableFuture<List<A>> submit(List<float[]> images) {
    int size = images.size();
    if (size > limits.maxQueue()) {
      throw new RequestException(
          HttpStatus.PAYLOAD_TOO_LARGE_413,
          "the request has %d images, but at most %d can wait: send several requests"
              .formatted(size, limits.maxQueue()));
    }
    if (limits.maxDelay() == 0 && isIdle() && network.tryLock()) {
      return answerNow(images);
    }
    if (!room.tryAcquire(size)) {
      throw new RequestException(
          HttpStatus.TOO_MANY_REQUESTS_429,
          Refusal.QUEUE_FULL,
          "too many images are waiting: at most %d; try again later".formatted(limits.maxQueue()));
    }
    Job<A> job = new Job<>(images);
    queue.add(job);
    return job.answers();
  }

  /** Returns whether nothing waits that came before. */
  private boolean isIdle() {
    return queue.isEmpty() && !network.hasQueuedThreads();
  }

  private CompletableFuture<List<A>> answerNow(List<float[]> images) {
    try {
      waits.accept(0);
      return CompletableFuture.completedFuture(ask(images));
    } catch (RuntimeException | Error e) { // as for requests that waited
      return CompletableFuture.failedFuture(e);
    } finally {
      network.unlock();
    }
  }

  int waiting() {
    return limits.maxQueue() - room.availablePermits();
  }

  /** Answers what waits, then ends. */
  @Override
  public void close() {
    queue.add(new Job<>(List.of()));
    try {
      dispatcher.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dispatcher.interrupt();
  }

  private void dispatch() {
    boolean open = true;
    while (open) {
      try {
        open = answerNext();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed before all was answered
        open = false;
      } catch (RuntimeException | Error e) { // one batch failed; the next may not
        jobs.forEach(job -> job.answers().completeExceptionally(e));
      }
      jobs.clear();
    }
  }

  /** Answers a batch's jobs; returns whether there may be more. */
  private boolean answerNext() throws InterruptedException {
    Job<A> first = left == null ? queue.take() : left;
    left = null;
    if (first.isEnd()) {
      return false;
    }
    jobs.add(first);
    network.lockInterruptibly();
    try {
      gatherAndAnswer();
    } finally {
      network.unlock();
    }
    return true;
  }

  private void gatherAndAnswer() throws InterruptedException {
    try {
      left = gather();
    } finally {
      jobs.forEach(job -> room.release(job.images().size()));
    }
    jobs.removeIf(job -> job.answers().isDone());
    answer();
  }

  /** Adds jobs while there are any and they fit; returns one that did not fit, if any. */
  private @Nullable Job<A> gather() throws InterruptedException {
    long until = System.nanoTime() + Math.round(limits.maxDelay() * NANOS_PER_MILLISECOND);
    int images = jobs.get(0).images().size();
    while (images < limits.maxBatch()) {
      @Nullable Job<A> next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null || next.isEnd() || images + next.images().size() > limits.maxBatch()) {
        return next;
      }
      jobs.add(next);
      images += next.images().size();
    }
    return null;
  }

  private void answer() {
    long start = System.nanoTime();
    jobs.forEach(job -> waits.accept(start - job.queued()));
    List<A> answers = ask(jobs.stream().flatMap(job -> job.images().stream()).toList());
    int from = 0;
    for (Job<A> job : jobs) {
      int to = from + job.images().size();
      job.answers().complete(answers.subList(from, to));
      from = to;
    }
  }

  private List<A> ask(List<float[]> images) {
    List<A> answers = new ArrayList<>(images.size());
    Function<List<float[]>, List<A>> asked = networks.get();
    for (int from = 0; from < images.size(); from += limits.maxBatch()) {
      int to = Math.min(images.size(), from + limits.maxBatch());
      answers.addAll(asked.apply(images.subList(from, to)));
    }
    return answers;
  }
}
