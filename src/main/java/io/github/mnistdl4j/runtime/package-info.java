/**
 * What a run stands on: the {@code Machine}, ND4J's native {@code Backend}, which {@code doctor}
 * prints and {@code provenance.json} keeps, and the {@code NativeRuntime} that sets it up.
 */
@NullMarked
package io.github.mnistdl4j.runtime;

import org.jspecify.annotations.NullMarked;
