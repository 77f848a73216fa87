package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.serving.http.RequestException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large pictures keep nothing waiting but each other. */
class PictureWorkersTest {
  private static final List<byte[]> SMALL = List.of(Requests.png(20));

  /** A small one and one of 25 million pixels. */
  private static final List<byte[]> LARGE = List.of(SMALL.get(0), Requests.blank(5000, 5000));

  /** That wait for the one that is worked on. */
  private static final int WAITING = 4;

  private final PictureWorkers workers = PictureWorkers.start();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger done = new AtomicInteger();
  private CompletableFuture<Integer> first = new CompletableFuture<>();

  @BeforeEach
  void startALargeOne() throws InterruptedException {
    first = workers.work(LARGE, () -> false, this::workUntilTheEnd);
    started.await();
  }

  @AfterEach
  void close() {
    end.countDown();
    workers.close();
  }

  private int workUntilTheEnd() {
    started.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return done.incrementAndGet();
  }

  @Test
  void smallOnesAreWorkedOnAtOnce() {
    assertThat(workers.work(SMALL, () -> false, () -> 7)).isCompletedWithValue(7);
    assertThat(first).isNotDone();
  }

  @Test
  void ofLargeOnesFewWait() {
    for (int i = 0; i < WAITING; i++) {
      assertThat(workers.work(LARGE, () -> false, done::incrementAndGet)).isNotDone();
    }
    assertThatThrownBy(() -> workers.work(LARGE, () -> false, done::incrementAndGet))
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.status()).isEqualTo(429))
        .hasMessage("too many large pictures are waiting: at most 4; try again later");
  }

  @Test
  void whatHasBeenAnsweredMeanwhileIsNotWorkedOn() {
    CompletableFuture<Integer> late = workers.work(LARGE, () -> true, done::incrementAndGet);
    end.countDown();
    assertThat(first.join()).isEqualTo(1);
    assertThatThrownBy(late::join).hasCauseInstanceOf(CancellationException.class);
    assertThat(done).hasValue(1);
  }
}
