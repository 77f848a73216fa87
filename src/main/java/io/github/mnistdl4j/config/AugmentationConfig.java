package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/**
 * How training images are changed at random, each one anew in every epoch. Each range is drawn from
 * evenly; at 0 a step is left out.
 *
 * @param elasticAlpha as Simard, Steinkraus and Platt (2003) have it, as is {@code elasticSigma}
 */
public record AugmentationConfig(
    @Key(value = "Share of the images that are changed.", byDefault = "0.9", in = "[0, 1]")
        double probability,
    @Key(value = "Degrees by which one is turned at most.", byDefault = "10", in = "[0, 180]")
        double rotation,
    @Key(value = "Degrees by which upright strokes slant.", byDefault = "10", in = "[0, 60]")
        double shear,
    @Key(
            value = "By what fraction width and height, each for itself, are changed at most.",
            byDefault = "0.12",
            in = "[0, 0.9]")
        double scale,
    @Key(value = "Pixels by which one is moved at most.", byDefault = "1", in = "[0, 64]")
        double shift,
    @Key(
            value = "Strength of the elastic distortion, as in Simard's paper.",
            byDefault = "20",
            in = "[0, 1000]")
        double elasticAlpha,
    @Key(
            value = "Width in pixels of what the elastic distortion moves alike.",
            byDefault = "4",
            in = "[1, 64]")
        double elasticSigma,
    @Key(
            value = "Pixels by which strokes grow or shrink on each side at most.",
            byDefault = "0.4",
            in = "[0, 2]")
        double strokeWidth,
    @Key(
            value = "Standard deviation of the noise on pixels above 0, of 1.",
            byDefault = "0.05",
            in = "[0, 1]")
        double noise) {}
