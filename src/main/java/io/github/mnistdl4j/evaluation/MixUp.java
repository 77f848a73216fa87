package io.github.mnistdl4j.evaluation;

/**
 * Counts how often one class was taken for another.
 *
 * @param truth what the images show
 * @param predicted what the network took them for
 * @param count number of images, at least 1
 */
public record MixUp(int truth, int predicted, int count) {}
