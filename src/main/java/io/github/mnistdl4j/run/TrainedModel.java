package io.github.mnistdl4j.run;

import io.github.mnistdl4j.data.DatasetInfo;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network and what it must be asked about.
 *
 * @param images what the images that it learned from have in common
 */
public record TrainedModel(MultiLayerNetwork network, DatasetInfo images) {}
