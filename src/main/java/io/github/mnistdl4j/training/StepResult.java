package io.github.mnistdl4j.training;

import io.github.mnistdl4j.network.LayerNorms;
import java.util.List;

/**
 * The result of one step.
 *
 * @param step from 1, over all epochs
 * @param epoch from 1
 * @param batch loss and accuracy of the step's own images, before its update
 * @param learningRate of its update
 * @param norms of each layer, from the input side; empty except in every {@value #MEASURED}th step
 */
public record StepResult(
    long step, int epoch, Score batch, double learningRate, List<LayerNorms> norms) {
  /**
   * Distance between steps whose norms are measured: the first, the 129th and so on. A power of
   * two, so that a file that keeps only every second, fourth, eighth step still has these.
   */
  public static final int MEASURED = 128;

  public StepResult {
    norms = List.copyOf(norms);
  }

  /** Returns whether the norms of a step, from 1, are measured. */
  static boolean isMeasured(long step) {
    return (step - 1) % MEASURED == 0;
  }
}
