package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;

/**
 * What a model said about an image.
 *
 * @param model the one that was asked
 */
record Answer(ServedModel model, Prediction prediction) {}
