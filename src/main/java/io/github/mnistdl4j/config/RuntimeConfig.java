package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/**
 * How the machine is used; nothing here changes what is computed, but for rounding.
 *
 * @param threads that a training step may use; 0: one a core
 * @param blasKernels who chooses OpenBLAS's kernels
 */
public record RuntimeConfig(
    @Key(
            value = "Threads of a training step; 0 means one for each core.",
            byDefault = "0",
            min = 0,
            max = 1024)
        int threads,
    @Key(
            value = "Who chooses the matrix products' code: auto takes AVX-512 where there is.",
            byDefault = "auto")
        BlasKernels blasKernels) {}
