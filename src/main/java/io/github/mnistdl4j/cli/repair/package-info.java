/** Guesses which command line was meant by one that picocli does not take. */
@NullMarked
package io.github.mnistdl4j.cli.repair;

import org.jspecify.annotations.NullMarked;
