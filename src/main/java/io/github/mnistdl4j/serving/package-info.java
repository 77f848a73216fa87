/**
 * A network behind HTTP: the Open Inference Protocol, pictures to predict, a page to draw on.
 *
 * <p>{@code InferenceServer} is what the command line starts; {@code Routes} says which endpoint
 * answers what, {@code Batcher} gathers images of many requests for the network.
 */
@NullMarked
package io.github.mnistdl4j.serving;

import org.jspecify.annotations.NullMarked;
