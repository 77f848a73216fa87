package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.image.format.Images;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The threads that work on pictures, as many as there is memory for. Large pictures have one of
 * their own, so that small ones do not wait for them. Too much work is a {@link RequestException}
 * (429). Safe to use from several threads.
 *
 * @param usual works on all pictures but large ones
 * @param large works on large pictures; with little memory the same as the usual threads
 */
record PictureWorkers(ThreadPoolExecutor usual, ThreadPoolExecutor large)
    implements Executor, AutoCloseable {
  /** What it takes to prepare the largest picture that is kept, measured. */
  private static final long PICTURE_BYTES = 64 << 20;

  /** The share of Java's memory that pictures may take at once while they are prepared. */
  private static final int MEMORY_SHARE = 2;

  /** Pictures that may wait; each has its file in memory, within the bounds of all. */
  private static final int WAITING = 64;

  /** Large ones: each takes a second or two, so that of more the last would come too late. */
  private static final int WAITING_LARGE = 4;

  static PictureWorkers start() {
    Runtime runtime = Runtime.getRuntime();
    long fit = runtime.maxMemory() / MEMORY_SHARE / PICTURE_BYTES;
    int threads = (int) Math.max(1, Math.min(runtime.availableProcessors(), fit - 1));
    ThreadPoolExecutor usual = start("pictures", threads, WAITING, Refusal.PICTURES_FULL);
    return new PictureWorkers(
        usual,
        fit > 1 ? start("large-pictures", 1, WAITING_LARGE, Refusal.LARGE_PICTURES_FULL) : usual);
  }

  private static ThreadPoolExecutor start(String name, int threads, int waiting, Refusal refusal) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(waiting),
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        },
        (work, workers) -> {
          throw new RequestException(
              HttpStatus.TOO_MANY_REQUESTS_429,
              refusal,
              "too many %s are waiting: at most %d; try again later"
                  .formatted(name.replace('-', ' '), waiting));
        });
  }

  /** Works on a picture whose size is not known yet. */
  @Override
  public void execute(Runnable work) {
    usual.execute(work);
  }

  /**
   * Works on pictures; called by one of the usual threads. That is done at once, or if one of them
   * is large later by the thread of those, unless the request has been answered by then.
   *
   * @return completed with the result, or with what went wrong
   * @throws RequestException if too many large pictures are waiting (429)
   */
  <T> CompletableFuture<T> work(List<byte[]> files, BooleanSupplier answered, Supplier<T> work) {
    if (files.stream().noneMatch(Images::isLarge)) {
      return CompletableFuture.completedFuture(work.get());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          if (answered.getAsBoolean()) {
            throw new CancellationException();
          }
          return work.get();
        },
        large);
  }

  @Override
  public void close() {
    usual.shutdownNow();
    large.shutdownNow();
  }
}
