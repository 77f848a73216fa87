package io.github.mnistdl4j.serving.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body as it was sent, for which room is reserved until it has been used or dropped. Safe to use
 * from several threads.
 */
final class SentBody {
  private final byte[] bytes;
  private final Optional<ContentCoding> coding;
  private final BodyLimits limits;

  /**
   * Holds a body.
   *
   * @param coding how it is compressed; empty: not at all
   * @param limits of the room that it takes
   */
  SentBody(byte[] bytes, Optional<ContentCoding> coding, BodyLimits limits) {
    this.bytes = bytes;
    this.coding = coding;
    this.limits = limits;
  }

  /**
   * Unpacks it and works on the bytes. When that is done, even if it fails, their room is given
   * back.
   */
  <T> CompletableFuture<T> use(Function<byte[], CompletableFuture<T>> work) {
    byte[] plain;
    try {
      plain = coding.isEmpty() ? bytes : coding.get().unpack(bytes, limits);
    } catch (Throwable e) { // the room has been given back
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<T> result;
    try {
      result = work.apply(plain);
    } catch (Throwable e) {
      result = CompletableFuture.failedFuture(e);
    }
    return result.whenComplete((done, failure) -> limits.release(plain.length));
  }

  /**
   * Has an executor use it.
   *
   * @throws RuntimeException that the executor throws to refuse it; then it has been dropped
   */
  <T> CompletableFuture<T> on(Executor executor, Function<SentBody, CompletableFuture<T>> use) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            CompletableFuture<T> unused = use.apply(this).whenComplete(passOn(result));
          });
    } catch (Throwable e) {
      drop();
      throw e;
    }
    return result;
  }

  /** Returns an action that completes a future in the same way as another one. */
  static <T> BiConsumer<T, @Nullable Throwable> passOn(CompletableFuture<T> to) {
    return (result, failure) -> {
      if (failure == null) {
        to.complete(result);
      } else {
        to.completeExceptionally(failure);
      }
    };
  }

  /** Gives back the room of a body that is no longer needed. */
  void drop() {
    limits.release(bytes.length);
  }
}
