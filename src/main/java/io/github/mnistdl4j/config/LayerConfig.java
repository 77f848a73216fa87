package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/**
 * One dense layer, {@code activation(x · W + b)}.
 *
 * @param units outputs of the layer
 * @param dropout fraction of the layer's outputs that training sets to zero, the others being
 *     scaled by 1 / (1 − dropout), as a Keras {@code Dropout} layer behind it
 * @param l1 penalty λ of Keras's {@code L1(λ)}: λ · Σ|w| is added to the loss
 * @param l2 penalty λ of Keras's {@code L2(λ)}: λ · Σw² is added to the loss
 */
public record LayerConfig(
    @Key(value = "Outputs of the layer.", min = 1, max = 100_000) int units,
    @Key(value = "What each output goes through.", byDefault = "identity") Activation activation,
    @Key(
            value = "Fraction of the outputs dropped in training, as Keras's Dropout behind it.",
            byDefault = "0.0",
            min = 0,
            below = 1)
        double dropout,
    @Key(value = "Keras's L1(l1) on the weights.", byDefault = "0.0", min = 0, max = 1000)
        double l1,
    @Key(value = "Keras's L2(l2) on the weights.", byDefault = "0.0", min = 0, max = 1000)
        double l2) {}
