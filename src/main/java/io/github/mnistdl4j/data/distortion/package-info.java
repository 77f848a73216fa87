/**
 * Changes training images at random, as {@code training.augmentation} says. What an image becomes
 * depends on the seed, the epoch and its index alone, and so neither on threads nor on
 * interruptions; {@link io.github.mnistdl4j.data.distortion.Distortion} is the way in.
 */
@NullMarked
package io.github.mnistdl4j.data.distortion;

import org.jspecify.annotations.NullMarked;
