/**
 * ONNX's files: {@code OnnxFile} reads and writes them. What they say is never believed: sizes are
 * checked before anything is allocated, and what is not understood is refused by its name.
 */
@NullMarked
package io.github.mnistdl4j.interop.onnx;

import org.jspecify.annotations.NullMarked;
