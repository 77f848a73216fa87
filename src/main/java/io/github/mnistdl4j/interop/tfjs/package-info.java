/**
 * Models of TensorFlow.js: {@code TfjsFile} reads and writes them, with a page that runs one in a
 * browser. What they say is never believed: the files' sizes must be those that the weights add up
 * to.
 */
@NullMarked
package io.github.mnistdl4j.interop.tfjs;

import org.jspecify.annotations.NullMarked;
