/**
 * What a trained network says about images: {@code Predictor} answers, {@code DigitImage} brings
 * any picture to MNIST's form first, {@code Images} reads files of strangers.
 *
 * <p>Usable as a library, without the command line.
 */
@NullMarked
package io.github.mnistdl4j.prediction;

import org.jspecify.annotations.NullMarked;
