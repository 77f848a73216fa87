package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.MnistDl4jException;

/** Thrown for a network that only Deeplearning4j's own step can train. */
public final class NotCoveredException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  NotCoveredException(String reason) {
    super(
        "The fused step does not cover %s; Deeplearning4j's own step does (training.engine: dl4j)."
            .formatted(reason));
  }
}
