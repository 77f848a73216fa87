package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/** How the machine is used; nothing here changes what is computed, but for rounding. */
public record RuntimeConfig(
    @Key(value = "Threads of a training step; 0: one per core.", byDefault = "0", in = "[0, 1024]")
        int threads,
    @Key(value = "Matrix product kernels; auto: AVX-512 where available.", byDefault = "auto")
        BlasKernels blasKernels,
    @Key(
            value = "First layer: sparse skips pixels that are zero; auto: where that is faster.",
            byDefault = "auto")
        FirstLayer firstLayer) {}
