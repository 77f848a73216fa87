package io.github.mnistdl4j.spark;

import java.io.Serializable;

/**
 * The result of a trial on an executor.
 *
 * @param archive its run directory, as {@link RunArchive} packs it
 * @param nanos that it took
 */
record TrialOutput(byte[] archive, long nanos) implements Serializable {}
