/**
 * A page that follows a training: {@code LiveServer} serves it on this machine alone, from what the
 * run's directory has, so that it does not matter which process trains.
 */
@NullMarked
package io.github.mnistdl4j.report.live;

import org.jspecify.annotations.NullMarked;
