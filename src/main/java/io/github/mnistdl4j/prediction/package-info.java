/**
 * A trained network's answers to images: {@code Predictor} predicts and explains. Usable as a
 * library, without the command line.
 */
@NullMarked
package io.github.mnistdl4j.prediction;

import org.jspecify.annotations.NullMarked;
