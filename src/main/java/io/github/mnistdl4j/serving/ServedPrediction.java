package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;

/** A prediction for an image, and the model that made it. */
record ServedPrediction(ServedModel model, Prediction prediction) {}
