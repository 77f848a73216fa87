/**
 * A search for a good configuration: many runs, compared by the images held out from training.
 * {@link io.github.mnistdl4j.sweep.Sweep} trains them; what a trial gave is read from its run
 * directory, so that an interrupted sweep goes on where it was.
 */
@NullMarked
package io.github.mnistdl4j.sweep;

import org.jspecify.annotations.NullMarked;
