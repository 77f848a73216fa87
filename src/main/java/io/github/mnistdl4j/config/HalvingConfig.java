package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/**
 * When successive halving sorts out.
 *
 * @param minEpochs that every trial is trained for
 * @param reductionFactor one of so many trials goes on, for so many times the epochs
 */
public record HalvingConfig(
    @Key(value = "Epochs that every trial is trained for.", byDefault = "1", min = 1, max = 100_000)
        int minEpochs,
    @Key(
            value = "One trial of so many goes on, for so many times the epochs.",
            byDefault = "3",
            min = 2,
            max = 100)
        int reductionFactor) {}
