/** What commands share to talk to a terminal: output, progress, tables and signals. */
@NullMarked
package io.github.mnistdl4j.cli.console;

import org.jspecify.annotations.NullMarked;
