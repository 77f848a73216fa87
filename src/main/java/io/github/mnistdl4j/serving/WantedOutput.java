package io.github.mnistdl4j.serving;

/**
 * An output that is to be sent.
 *
 * @param name one of {@link RequestedOutput#NAMES}
 * @param classes how many of the most probable classes it is to name, as Triton's classification
 *     extension does, in place of the numbers of all; 0 for the numbers
 * @param binary whether as bytes after the JSON
 */
record WantedOutput(String name, int classes, boolean binary) {}
