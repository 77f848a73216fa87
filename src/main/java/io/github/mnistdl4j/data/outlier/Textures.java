package io.github.mnistdl4j.data.outlier;

import io.github.mnistdl4j.data.distortion.Draws;

/** Draws areas: clouds of noise, and shapes with two equal sides as clothes and bags have them. */
final class Textures {
  private static final int SIDE = Sketch.SIDE;

  /** Knots of a smooth curve from top to bottom. */
  private static final int KNOTS = 6;

  private Textures() {}

  /** Draws smooth noise, as shades or as black and white. */
  static void noise(Sketch sketch, Draws draws) {
    float[] field = field(draws, 3 + (int) (12 * draws.share()));
    float ground = 0.6f * draws.even();
    boolean hard = draws.share() < 0.4f;
    for (int i = 0; i < field.length; i++) {
      float shade = field[i] - ground;
      sketch.ink()[i] = hard ? (shade > 0 ? 1 : 0) : Math.min(1, Math.max(0, shade * 1.5f));
    }
  }

  /** Draws a shape whose sides mirror each other, with shades, stripes or a gap in its middle. */
  static void silhouette(Sketch sketch, Draws draws) {
    float[] half = curve(draws, 0.12f + 0.2f * draws.share(), 0.15f);
    boolean split = draws.share() < 0.25f;
    float[] gap = curve(draws, split ? 0.04f : -1, 0.06f);
    float tall = 0.25f + 0.23f * draws.share();
    float[] shades = field(draws, 4 + (int) (8 * draws.share()));
    float contrast = draws.share();
    float stripes = draws.share() < 0.4f ? 0.3f + draws.share() : 0;
    float slope = draws.even();
    for (int i = 0; i < shades.length; i++) {
      int row = i / SIDE;
      float x = (i % SIDE + 0.5f) / SIDE - 0.5f;
      float y = (float) row / SIDE - 0.5f;
      float away = Math.abs(x + 0.2f * slope * y);
      if (Math.abs(y) < tall && away < half[row] && away > gap[row]) {
        float wave = stripes == 0 ? 1 : 0.6f + 0.4f * triangle(stripes * (row + slope * x));
        float shade = (1 - 0.35f * contrast + 0.5f * contrast * shades[i]) * wave;
        sketch.ink()[i] = Math.min(1, Math.max(0.05f, shade));
      }
    }
  }

  /** Returns a wave between −1 and 1 with a period of 4. */
  private static float triangle(float x) {
    float phase = x / 4 - (float) Math.floor(x / 4);
    return Math.abs(4 * phase - 2) - 1;
  }

  /** Returns a number for each row around a middle, smooth or in steps. */
  private static float[] curve(Draws draws, float middle, float reach) {
    float[] knots = new float[KNOTS + 1];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = middle + reach * draws.even();
    }
    boolean steps = draws.share() < 0.5f;
    float[] rows = new float[SIDE];
    for (int row = 0; row < SIDE; row++) {
      float place = (float) row * KNOTS / SIDE;
      float between = steps ? 0 : place - (int) place;
      rows[row] = (1 - between) * knots[(int) place] + between * knots[(int) place + 1];
    }
    return rows;
  }

  /** Returns noise between −1 and 1 whose knots are interpolated. */
  private static float[] field(Draws draws, int knots) {
    float[] values = new float[(knots + 1) * (knots + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = draws.even();
    }
    float[] field = new float[SIDE * SIDE];
    for (int i = 0; i < field.length; i++) {
      float x = (float) (i % SIDE) * knots / SIDE;
      int row = i / SIDE;
      float y = (float) row * knots / SIDE;
      int top = (int) y;
      int at = top * (knots + 1) + (int) x;
      float right = x - (int) x;
      float above = (1 - right) * values[at] + right * values[at + 1];
      at += knots + 1;
      float below = (1 - right) * values[at] + right * values[at + 1];
      field[i] = above + (y - (int) y) * (below - above);
    }
    return field;
  }
}
