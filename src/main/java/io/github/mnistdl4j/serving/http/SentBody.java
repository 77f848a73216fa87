package io.github.mnistdl4j.serving.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A body as it was sent, for which room is reserved until it has been used or dropped.
 *
 * @param coding how it is compressed; empty: not at all
 * @param limits of the room that it takes
 */
record SentBody(byte[] bytes, Optional<ContentCoding> coding, BodyLimits limits) {
  /**
   * Unpacks it and works on the bytes. When that is done, also if it fails, their room is given
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

  /** Gives back the room of a body that nobody needs any more. */
  void drop() {
    limits.release(bytes.length);
  }
}
