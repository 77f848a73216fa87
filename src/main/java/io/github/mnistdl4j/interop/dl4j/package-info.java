/**
 * Deeplearning4j's model zips, read without Deeplearning4j: no class that a file names is loaded,
 * no object of it deserialized. {@code Dl4jFile} is the way in.
 */
@NullMarked
package io.github.mnistdl4j.interop.dl4j;

import org.jspecify.annotations.NullMarked;
