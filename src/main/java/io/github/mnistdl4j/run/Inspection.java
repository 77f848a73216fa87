package io.github.mnistdl4j.run;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.ForwardPass;
import io.github.mnistdl4j.network.InputWeights;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A look into a trained network.
 *
 * @param weights of the first layer's units
 * @param pass computes what it answers, and why; empty if it is not made of dense layers alone
 * @param answers to the test images; empty if they were not asked for
 */
public record Inspection(
    InputWeights weights, Optional<ForwardPass> pass, Optional<Answers> answers) {
  /** As many as fit on a page as small pictures. */
  private static final int UNITS = 64;

  static Inspection of(MultiLayerNetwork network, Optional<Answers> answers) {
    Optional<ForwardPass> pass = answers.flatMap(Answers::pass).or(() -> ForwardPass.of(network));
    return new Inspection(InputWeights.of(network, UNITS), pass, answers);
  }
}
