package io.github.mnistdl4j.prediction.image.format;

import java.awt.image.BufferedImage;

/**
 * A picture that was decoded from a file, upright.
 *
 * @param pixels every {@code step}-th row and column of it
 * @param step 1 unless the picture was too large to be kept whole
 * @param width of the picture in the file, upright, in pixels
 * @param height of it
 */
public record DecodedImage(BufferedImage pixels, int step, int width, int height) {}
