package io.github.mnistdl4j.config;

/**
 * How the machine is used; nothing here changes what is computed.
 *
 * @param threads that a training step may use; 0: one a core
 */
public record RuntimeConfig(
    @Key(
            value = "Threads of a training step; 0 means one for each core.",
            byDefault = "0",
            min = 0,
            max = 1024)
        int threads) {}
