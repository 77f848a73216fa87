/**
 * What a run executes on: the {@code Machine}, ND4J's native {@code Backend}, which {@code doctor}
 * prints and {@code provenance.json} records, and {@code NativeRuntime}, which sets it up.
 */
@NullMarked
package io.github.mnistdl4j.runtime;

import org.jspecify.annotations.NullMarked;
