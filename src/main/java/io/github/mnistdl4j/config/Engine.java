package io.github.mnistdl4j.config;

/** Which code computes a training step. The model file is the same. */
public enum Engine {
  /** The fused step where it covers the network, else Deeplearning4j's own. */
  AUTO,
  /** The fused step: forward, loss, backward and update in a few passes, on all cores. */
  FUSED,
  /** Deeplearning4j's own step. */
  DL4J
}
