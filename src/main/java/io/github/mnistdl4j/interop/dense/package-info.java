/**
 * A dense network in no file's words: what every format is read into and written from. {@code
 * DenseModel} is the whole of it.
 */
@NullMarked
package io.github.mnistdl4j.interop.dense;

import org.jspecify.annotations.NullMarked;
