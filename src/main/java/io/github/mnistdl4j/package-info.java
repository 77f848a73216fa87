/**
 * The Keras tutorial "a first look at a neural network", on the JVM with Deeplearning4j. Begin with
 * {@link io.github.mnistdl4j.Tutorial}.
 *
 * <p>Packages follow the data: {@code config → data → network → training → evaluation → run}, with
 * {@code cli} on top and {@code runtime} beside them.
 */
@NullMarked
package io.github.mnistdl4j;

import org.jspecify.annotations.NullMarked;
