package io.github.mnistdl4j.run;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network and what it must be asked about.
 *
 * @param images what the images that it learned from have in common
 * @param mean of their pixels, in [0, 1]; empty if not recorded
 */
public record TrainedModel(MultiLayerNetwork network, DatasetInfo images, OptionalDouble mean) {
  /** A network without a record of its images' mean. */
  public TrainedModel(MultiLayerNetwork network, DatasetInfo images) {
    this(network, images, OptionalDouble.empty());
  }
}
