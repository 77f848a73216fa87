/**
 * A search for a good configuration: many runs, compared by the images held out from training.
 * {@link io.github.mnistdl4j.sweep.Sweep} trains them; results are read from the trials' run
 * directories, so that an interrupted sweep resumes where it was.
 */
@NullMarked
package io.github.mnistdl4j.sweep;

import org.jspecify.annotations.NullMarked;
