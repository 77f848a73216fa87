package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AccessLogFormat;
import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.serving.http.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch free = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(1);
  private List<Batcher<Float>> opened = List.of();

  @AfterEach
  void close() {
    free.countDown();
    opened.forEach(Batcher::close);
  }

  private Batcher<Float> batcher(
      int maxBatch, int maxQueue, Duration delay, Function<List<float[]>, List<Float>> network) {
    Batcher<Float> batcher =
        new Batcher<>(
            () ->
                images -> {
                  batches.add(images.size());
                  return network.apply(images);
                },
            waited -> {},
            limits(maxBatch, maxQueue, delay));
    opened = Stream.concat(opened.stream(), Stream.of(batcher)).toList();
    return batcher;
  }

  private static ServingConfig limits(int maxBatch, int maxQueue, Duration maxDelay) {
    return new ServingConfig(
        maxBatch,
        maxDelay.toMillis(),
        maxQueue,
        1024,
        1024,
        1,
        1,
        false,
        Optional.empty(),
        List.of(),
        AccessLogFormat.OFF,
        Optional.empty(),
        Optional.empty());
  }

  private static List<Float> firstPixels(List<float[]> images) {
    return images.stream().map(image -> image[0]).toList();
  }

  /** Works, but not before it is let. */
  private List<Float> slow(List<float[]> images) {
    busy.countDown();
    try {
      assertThat(free.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return firstPixels(images);
  }

  /** A batcher whose network is busy with one image. */
  private Batcher<Float> busyBatcher(int maxBatch, int maxQueue) throws InterruptedException {
    Batcher<Float> batcher = batcher(maxBatch, maxQueue, Duration.ZERO, this::slow);
    new Thread(() -> await(batcher.submit(images(0)))).start();
    assertThat(busy.await(10, TimeUnit.MINUTES)).isTrue();
    return batcher;
  }

  private static List<float[]> images(float... firstPixels) {
    return IntStream.range(0, firstPixels.length)
        .mapToObj(i -> new float[] {firstPixels[i]})
        .toList();
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.MINUTES).join();
  }

  @Test
  void doesNotLetASingleImageWait() {
    Batcher<Float> batcher = batcher(8, 8, Duration.ZERO, BatcherTest::firstPixels);
    assertThat(await(batcher.submit(images(3)))).containsExactly(3f);
    assertThat(batches).containsExactly(1);
  }

  @Test
  void asksOnTheThreadOfARequestThatFindsTheNetworkIdle() {
    Batcher<Float> batcher = batcher(1, 8, Duration.ZERO, BatcherTest::firstPixels);
    assertThat(batcher.submit(images(3, 4))).isCompletedWithValue(List.of(3f, 4f));
    assertThat(batches).containsExactly(1, 1);
  }

  @Test
  void gathersWhatComesWhileTheNetworkIsBusy() throws Exception {
    Batcher<Float> batcher = busyBatcher(8, 8);
    List<CompletableFuture<List<Float>>> answers =
        List.of(batcher.submit(images(1)), batcher.submit(images(2, 3)), batcher.submit(images(4)));
    free.countDown();
    assertThat(answers.stream().map(BatcherTest::await))
        .containsExactly(List.of(1f), List.of(2f, 3f), List.of(4f));
    assertThat(batches).containsExactly(1, 4);
  }

  @Test
  void makesNoBatchLargerThanAllowed() throws Exception {
    Batcher<Float> batcher = busyBatcher(3, 20);
    CompletableFuture<List<Float>> two = batcher.submit(images(1, 2));
    CompletableFuture<List<Float>> seven = batcher.submit(images(3, 4, 5, 6, 7, 8, 9));
    free.countDown();
    assertThat(await(two)).containsExactly(1f, 2f);
    assertThat(await(seven)).containsExactly(3f, 4f, 5f, 6f, 7f, 8f, 9f);
    assertThat(batches).containsExactly(1, 2, 3, 3, 1);
  }

  @Test
  void waitsForOthersAsLongAsItIsTold() {
    Batcher<Float> batcher = batcher(2, 8, Duration.ofMinutes(1), BatcherTest::firstPixels);
    CompletableFuture<List<Float>> first = batcher.submit(images(1));
    CompletableFuture<List<Float>> second = batcher.submit(images(2));
    assertThat(await(first)).containsExactly(1f);
    assertThat(await(second)).containsExactly(2f);
    assertThat(batches).containsExactly(2);
  }

  @Test
  void refusesWhatDoesNotFitIntoTheQueue() throws Exception {
    Batcher<Float> batcher = busyBatcher(8, 3);
    CompletableFuture<List<Float>> waiting = batcher.submit(images(1, 2));
    assertThatThrownBy(() -> batcher.submit(images(3, 4)))
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.status()).isEqualTo(429))
        .hasMessage("too many images are waiting: at most 3; try again later");
    assertThat(batcher.waiting()).isEqualTo(2);
    CompletableFuture<List<Float>> last = batcher.submit(images(5));
    free.countDown();
    assertThat(await(waiting)).containsExactly(1f, 2f);
    assertThat(await(last)).containsExactly(5f);
    assertThat(batcher.waiting()).isZero();
  }

  @Test
  void refusesWhatNeverFits() {
    Batcher<Float> batcher = batcher(8, 3, Duration.ZERO, BatcherTest::firstPixels);
    assertThatThrownBy(() -> batcher.submit(images(1, 2, 3, 4)))
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.status()).isEqualTo(413));
  }

  @Test
  void skipsWhatNobodyWaitsForAnyMore() throws Exception {
    Batcher<Float> batcher = busyBatcher(8, 8);
    batcher.submit(images(1)).cancel(false);
    CompletableFuture<List<Float>> wanted = batcher.submit(images(2));
    free.countDown();
    assertThat(await(wanted)).containsExactly(2f);
    assertThat(batches).containsExactly(1, 1);
  }

  @Test
  void survivesANetworkThatFails() {
    Batcher<Float> batcher =
        batcher(
            1,
            8,
            Duration.ZERO,
            images -> {
              if (images.get(0)[0] < 0) {
                throw new IllegalStateException("negative");
              }
              return firstPixels(images);
            });
    CompletableFuture<List<Float>> failed = batcher.submit(images(-1));
    assertThatThrownBy(() -> await(failed)).hasRootCauseMessage("negative");
    assertThat(await(batcher.submit(images(1)))).containsExactly(1f);
  }

  @Test
  void survivesWantOfMemory() throws Exception {
    Batcher<Float> batcher = busyBatcher(8, 8);
    List<float[]> large =
        new ArrayList<>(images(1)) {
          private static final long serialVersionUID = 1L;

          @Override
          public Stream<float[]> stream() {
            throw new OutOfMemoryError("for the test");
          }
        };
    CompletableFuture<List<Float>> failed = batcher.submit(large);
    free.countDown();
    assertThatThrownBy(() -> await(failed)).hasRootCauseMessage("for the test");
    assertThat(await(batcher.submit(images(1)))).containsExactly(1f);
    assertThat(batcher.waiting()).isZero();
  }

  @Test
  void asksOneNetworkForAllImagesOfARequest() {
    AtomicInteger version = new AtomicInteger();
    Batcher<Integer> batcher =
        new Batcher<>(
            () -> {
              int asked = version.incrementAndGet();
              return images -> Collections.nCopies(images.size(), asked);
            },
            waited -> {},
            limits(2, 8, Duration.ZERO));
    try (batcher) {
      assertThat(await(batcher.submit(images(1, 2, 3, 4, 5)))).containsExactly(1, 1, 1, 1, 1);
      assertThat(await(batcher.submit(images(1)))).containsExactly(2);
    }
  }

  @Test
  void answersWhatWaitsBeforeItCloses() throws Exception {
    Batcher<Float> batcher = busyBatcher(8, 8);
    CompletableFuture<List<Float>> waiting = batcher.submit(images(1));
    free.countDown();
    batcher.close();
    assertThat(waiting).isCompletedWithValue(List.of(1f));
  }
}
