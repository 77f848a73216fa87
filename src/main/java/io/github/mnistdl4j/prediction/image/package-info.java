/**
 * Brings a picture to the form of MNIST's images: reads files, finds the ink, scales and centres
 * it.
 */
@NullMarked
package io.github.mnistdl4j.prediction.image;

import org.jspecify.annotations.NullMarked;
