/**
 * The command line: {@code Main} and one class per command. It composes the other packages and
 * holds everything that prints; nothing imports it.
 */
@NullMarked
package io.github.mnistdl4j.cli;

import org.jspecify.annotations.NullMarked;
