/** Images as arrays of numbers, and what is done to them: filters, pieces, distances. */
@NullMarked
package io.github.mnistdl4j.prediction.image.raster;

import org.jspecify.annotations.NullMarked;
