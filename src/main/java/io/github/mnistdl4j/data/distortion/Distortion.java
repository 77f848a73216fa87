package io.github.mnistdl4j.data.distortion;

import io.github.mnistdl4j.config.AugmentationConfig;

/** Changes the training images of one epoch. Its buffers are used again: one for each thread. */
public final class Distortion {
  private final AugmentationConfig config;
  private final long seed;
  private final int epoch;
  private final Draws draws = new Draws();
  private final Resampler resampler;
  private final ElasticField elastic;
  private final StrokeMorphology strokes;

  /**
   * @param width pixels per row of the images
   * @param height rows of pixels
   */
  public Distortion(AugmentationConfig config, int width, int height, long seed, int epoch) {
    this.config = config;
    this.seed = seed;
    this.epoch = epoch;
    this.resampler = new Resampler(width, height);
    this.elastic = new ElasticField(width, height, config.elasticAlpha(), config.elasticSigma());
    this.strokes = new StrokeMorphology(width, height);
  }

  /**
   * Changes an image, or leaves it as it is.
   *
   * @param image its pixels, row by row, in [0, 1] before and afterwards
   * @param index among the training images; with seed and epoch it decides on the change
   */
  public void change(float[] image, int index) {
    draws.begin(seed, epoch, index);
    if (draws.share() >= config.probability()) {
      return;
    }
    bend(image);
    strokes.change(image, within(config.strokeWidth()));
    roughen(image);
  }

  private void bend(float[] image) {
    double turn = StrictMath.toRadians(within(config.rotation()));
    double slant = StrictMath.tan(StrictMath.toRadians(within(config.shear())));
    float scaleX = 1 + within(config.scale());
    float scaleY = 1 + within(config.scale());
    resampler.place(turn, slant, scaleX, scaleY, within(config.shift()), within(config.shift()));
    if (config.elasticAlpha() > 0) {
      elastic.addTo(resampler.x(), draws);
      elastic.addTo(resampler.y(), draws);
    }
    resampler.draw(image);
  }

  private float within(double most) {
    return (float) most * draws.even();
  }

  /** Adds noise to pixels that are not background, and makes up for rounding. */
  private void roughen(float[] image) {
    float noise = (float) config.noise();
    for (int i = 0; i < image.length; i++) {
      float pixel = image[i];
      if (pixel > 0 && noise > 0) {
        pixel += noise * draws.normal();
      }
      image[i] = Math.min(Math.max(pixel, 0f), 1f);
    }
  }
}
