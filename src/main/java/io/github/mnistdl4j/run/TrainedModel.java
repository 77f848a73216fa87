package io.github.mnistdl4j.run;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.Temperature;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network and what it must be asked about.
 *
 * @param images what the images that it learned from have in common
 * @param mean of their pixels, in [0, 1]; empty if not recorded
 * @param rejection which images it refuses; empty: none
 * @param temperature at which it must be asked to be calibrated, and not yet is; empty: its own
 */
public record TrainedModel(
    MultiLayerNetwork network,
    DatasetInfo images,
    OptionalDouble mean,
    Optional<RejectionRule> rejection,
    Optional<Temperature> temperature) {
  /** A network without a record of its images' mean, which refuses nothing. */
  public TrainedModel(MultiLayerNetwork network, DatasetInfo images) {
    this(network, images, OptionalDouble.empty(), Optional.empty(), Optional.empty());
  }
}
