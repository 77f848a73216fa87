/**
 * One run, one directory: {@code TrainingRun} trains into it, {@code RunDirectory} names its files,
 * {@code ModelStore} keeps the network and {@code Provenance} what it was made from and with.
 */
@NullMarked
package io.github.mnistdl4j.run;

import org.jspecify.annotations.NullMarked;
