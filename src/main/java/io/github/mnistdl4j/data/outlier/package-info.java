/**
 * Draws images that show no digit: letters, signs, scribbles, textures, several digits and parts of
 * them, without fonts or files. Networks learn from them what is none of their classes, and
 * rejection is set by them; {@link io.github.mnistdl4j.data.outlier.NonDigits} is the way in.
 */
@NullMarked
package io.github.mnistdl4j.data.outlier;

import org.jspecify.annotations.NullMarked;
