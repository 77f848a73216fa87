package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Optional;

/**
 * A digit that was found in a picture.
 *
 * @param ink cut out, in [0, 1]
 * @param rejection why it should get no answer, as far as its form tells
 */
record FoundDigit(Plane ink, Optional<Rejection> rejection) {}
