/** The native library beneath ND4J: its threads, and what it is, for {@code doctor}. */
@NullMarked
package io.github.mnistdl4j.runtime;

import org.jspecify.annotations.NullMarked;
