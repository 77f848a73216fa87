package io.github.mnistdl4j.prediction.image;

/**
 * Takes uneven light off a picture. The ground under the ink is found by a closing with an octagon
 * that is wider than strokes; shadows, vignettes and tables are wider than it or lie along an edge,
 * and so belong to the ground. What is left is darkness relative to the ground.
 */
final class Ground {
  /** Longer side of the small picture in which the ground is found, in pixels. */
  private static final int SMALL_SIDE = 160;

  /** The octagon's share of the small picture's shorter side. */
  private static final double WIDEST_STROKE = 0.24;

  /** Brightness below which a ground is taken for this bright: what is black has only noise. */
  private static final float DARKEST = 0.05f;

  private Ground() {}

  /** Returns how much darker than its ground each pixel is, in [0, 1]. */
  static Plane darkness(Plane light) {
    Plane ground = of(light);
    float[] darkness = new float[light.values.length];
    for (int i = 0; i < darkness.length; i++) {
      float relative = 1 - light.values[i] / Math.max(DARKEST, ground.values[i]);
      darkness[i] = Math.max(0, Math.min(1, relative));
    }
    return new Plane(light.width, light.height, darkness);
  }

  /** Returns the brightness of the ground. */
  private static Plane of(Plane light) {
    Plane small = Medians.of3x3(light.shrunk(SMALL_SIDE));
    int diameter = Math.max(3, (int) (Math.min(small.width, small.height) * WIDEST_STROKE)) | 1;
    Plane closed = Blur.of(Morphology.closed(small, diameter), 1);
    return closed.resized(light.width, light.height);
  }
}
