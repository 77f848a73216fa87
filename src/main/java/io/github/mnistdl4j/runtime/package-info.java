/**
 * What a run stands on: the {@code Machine}, ND4J's native {@code Backend} and its threads. {@code
 * doctor} prints these records, and {@code provenance.json} keeps them.
 */
@NullMarked
package io.github.mnistdl4j.runtime;

import org.jspecify.annotations.NullMarked;
