/** Decodes untrusted picture files, upright and in bounded memory. */
@NullMarked
package io.github.mnistdl4j.prediction.image.format;

import org.jspecify.annotations.NullMarked;
