package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Basins;
import io.github.mnistdl4j.prediction.image.raster.Blur;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Morphology;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;

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
  static final float DARKEST = 0.05f;

  /**
   * Depths of basins as shares of the brightness around them: where one begins, and of a stroke.
   */
  private static final float SHALLOW = 0.02f;

  private static final float DEEP = 0.3f;

  private Ground() {}

  /**
   * Returns how much darker than its ground each pixel is, in [0, 1].
   *
   * @param darkest brightness below which a ground is taken for this bright
   */
  static Plane darkness(Plane light, float darkest) {
    Plane ground = of(light);
    float[] darkness = new float[light.values.length];
    for (int i = 0; i < darkness.length; i++) {
      float below = ground.values[i] - light.values[i];
      float relative = below / Math.max(darkest, ground.values[i]);
      darkness[i] = Math.max(0, Math.min(1, relative));
    }
    return new Plane(light.width, light.height, darkness);
  }

  /** Returns the brightness of the ground. */
  private static Plane of(Plane light) {
    Plane small = Medians.of3x3(light.shrunk(SMALL_SIDE));
    int diameter = Math.max(3, (int) (Math.min(small.width, small.height) * WIDEST_STROKE)) | 1;
    Plane closed = Morphology.closed(small, diameter);
    fillBasins(closed);
    return Blur.of(closed, 1).resized(light.width, light.height);
  }

  /** Fills what is much darker than all around it: that is a stroke wider than the octagon. */
  private static void fillBasins(Plane ground) {
    Plane filled = Basins.filled(ground);
    float[] depth = new float[filled.values.length];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = 1 - ground.values[i] / Math.max(DARKEST, filled.values[i]);
    }
    Plane depths = new Plane(ground.width, ground.height, depth);
    Pieces basins = Pieces.of(Mask.above(depths, SHALLOW), depths);
    Mask deep = basins.mask(basins.all().stream().filter(basin -> basin.most() > DEEP).toList());
    for (int i = 0; i < depth.length; i++) {
      ground.values[i] = deep.values[i] ? filled.values[i] : ground.values[i];
    }
  }
}
