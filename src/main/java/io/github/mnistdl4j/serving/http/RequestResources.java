package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.config.ServingConfig;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What all requests share.
 *
 * @param bodies the room for those that are no pictures
 * @param pictures the room for those that are
 * @param seconds that a request may take
 * @param lanes on which bodies are worked on
 * @param refusals counts what is rejected
 */
record RequestResources(
    BodyLimits bodies,
    BodyLimits pictures,
    long seconds,
    OpenConnections connections,
    WorkLanes lanes,
    Consumer<Refusal> refusals) {

  /** Returns those of a server that may use all of Java's memory and all cores. */
  static RequestResources of(
      ServingConfig limits,
      OpenConnections connections,
      Executor threads,
      Consumer<Refusal> refusals) {
    Runtime runtime = Runtime.getRuntime();
    return new RequestResources(
        new BodyLimits(limits.maxBody(), runtime.maxMemory()),
        new BodyLimits(limits.maxPicture(), runtime.maxMemory()),
        limits.requestTimeout(),
        connections,
        new WorkLanes(threads, runtime.availableProcessors()),
        refusals);
  }
}
