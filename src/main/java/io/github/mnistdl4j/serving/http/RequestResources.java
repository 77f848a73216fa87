package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.config.ServingConfig;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;

/**
 * What all requests share.
 *
 * @param bodies limits of bodies that are not pictures
 * @param pictures limits of pictures
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

  /** Returns the resources of a server that may use all of Java's memory and all cores. */
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

  /** Returns whether a request announces a larger body than any may be, even if none is needed. */
  boolean isTooLarge(Request request) {
    return Body.announced(request) > Math.max(bodies.maxBytes(), pictures.maxBytes());
  }
}
