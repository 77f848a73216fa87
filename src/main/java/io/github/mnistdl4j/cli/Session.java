package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import java.util.Optional;

/**
 * What the commands of one process share.
 *
 * @param stop tells a command to stop
 * @param cluster trains in place of this process, if there is one
 */
record Session(StopOnInterrupt stop, Optional<Cluster> cluster) {}
