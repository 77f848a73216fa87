/**
 * Keras's files: {@code KerasFile} reads and writes them. What they say is never believed: sizes
 * are checked before anything is read, and what is not understood is refused by its name.
 */
@NullMarked
package io.github.mnistdl4j.interop.keras;

import org.jspecify.annotations.NullMarked;
