package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.evaluation.Answers;
import java.util.Optional;

/** Computes the last layer's activation and the loss, one image at a time. Used by one thread. */
final class OutputLoss {
  /** Deeplearning4j's limit of probabilities before the logarithm. */
  private static final double CLIP = 1e-10;

  final float[] bias;
  final float[] truth;

  /** In: the sums without biases; out: the activations. */
  final float[] outputs;

  /** Out: the loss's gradient by the sums. */
  final float[] delta;

  private final int classes;
  private final boolean crossEntropy;
  private final Optional<Elementwise> activation;
  private final float slope;

  OutputLoss(FusedPlan plan) {
    LayerShape layer = plan.layers().get(plan.layers().size() - 1);
    this.classes = layer.units();
    this.activation = layer.activation();
    this.slope = layer.slope();
    this.crossEntropy = plan.crossEntropy();
    this.bias = new float[classes];
    this.truth = new float[classes];
    this.outputs = new float[classes];
    this.delta = new float[classes];
  }

  /** Computes activations and gradient; returns the image's loss. */
  double compute() {
    for (int k = 0; k < classes; k++) {
      outputs[k] += bias[k];
    }
    if (activation.isPresent()) {
      activation.get().activate(outputs, classes, slope);
    } else {
      softmax();
    }
    return crossEntropy ? crossEntropy() : meanSquaredError();
  }

  /** Computes {@code e^(z − max) / Σ e^(z − max)}. */
  private void softmax() {
    float max = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      max = Math.max(max, outputs[k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      outputs[k] = (float) Math.exp(outputs[k] - max);
      sum += outputs[k];
    }
    for (int k = 0; k < classes; k++) {
      outputs[k] = (float) (outputs[k] / sum);
    }
  }

  /** Computes {@code −Σ t·ln p}; with softmax its gradient by the sums is {@code p·Σt − t}. */
  private double crossEntropy() {
    double loss = 0;
    float total = 0;
    for (int k = 0; k < classes; k++) {
      total += truth[k];
      if (truth[k] != 0) {
        loss -= truth[k] * Math.log(Math.min(Math.max(outputs[k], CLIP), 1 - CLIP));
      }
    }
    for (int k = 0; k < classes; k++) {
      delta[k] = outputs[k] * total - truth[k];
    }
    return loss;
  }

  /**
   * Computes {@code Σ (p − t)² / classes}; its gradient goes through the activation's derivative.
   */
  private double meanSquaredError() {
    double loss = 0;
    float dot = 0;
    for (int k = 0; k < classes; k++) {
      float difference = outputs[k] - truth[k];
      loss += (double) difference * difference;
      delta[k] = 2 * difference / classes;
      dot += delta[k] * outputs[k];
    }
    if (activation.isPresent()) {
      activation.get().differentiate(outputs, delta, classes, slope);
    } else {
      for (int k = 0; k < classes; k++) {
        delta[k] = outputs[k] * (delta[k] - dot);
      }
    }
    return loss / classes;
  }

  boolean isCorrect() {
    return Answers.largest(outputs, 0, classes) == Answers.largest(truth, 0, classes);
  }
}
