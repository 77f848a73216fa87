package io.github.mnistdl4j.data.outlier;

import io.github.mnistdl4j.data.distortion.Draws;

/** Draws glyphs and scribbles by an unsteady hand: turned, slanted, stretched, each one anew. */
final class Strokes {
  /** Pixels of a sketch per unit of a glyph, which has nine. */
  private static final float UNIT = 3.8f;

  /** How far a point strays, of a unit, at most. */
  private static final float UNSTEADY = 0.5f;

  /** Least and most width of a stroke, in pixels of a sketch: 1 to 4 of MNIST's. */
  private static final float THIN = 1.8f;

  private static final float THICK = 7;

  private static final float GREATEST_TURN = 0.3f;
  private static final float GREATEST_SLANT = 0.4f;
  private static final float GREATEST_STRETCH = 0.3f;

  private Strokes() {}

  /** Draws a letter or a sign. */
  static void glyph(Sketch sketch, Draws draws) {
    float turn = GREATEST_TURN * draws.even();
    float slant = GREATEST_SLANT * draws.even();
    float wide = UNIT * (1 + GREATEST_STRETCH * draws.even());
    float high = UNIT * (1 + GREATEST_STRETCH * draws.even());
    float width = width(draws);
    for (String stroke : Glyphs.of(draws.share(), draws.share())) {
      String figures = stroke.replaceAll("[!~]", "");
      float[] points = new float[figures.length()];
      for (int i = 0; i < points.length; i += 2) {
        float x = wide * (figures.charAt(i) - '4' + UNSTEADY * draws.even());
        float y = high * (figures.charAt(i + 1) - '4' - 0.5f + UNSTEADY * draws.even());
        float leaning = x - slant * y;
        points[i] = Sketch.SIDE / 2f + leaning - turn * y;
        points[i + 1] = Sketch.SIDE / 2f + y + turn * leaning;
      }
      draw(sketch, stroke, points, width);
    }
  }

  private static void draw(Sketch sketch, String stroke, float[] points, float width) {
    boolean curved = stroke.contains("~");
    if (stroke.startsWith("!")) {
      sketch.fill(points, curved);
    } else {
      sketch.stroke(points, width, curved);
    }
  }

  /** Draws a line that goes to and fro. */
  static void scribble(Sketch sketch, Draws draws) {
    int points = 6 + (int) (18 * draws.share());
    float step = Sketch.SIDE * (0.15f + 0.25f * draws.share());
    float[] line = new float[points * 2];
    for (int i = 0; i < line.length; i++) {
      float before = i < 2 ? Sketch.SIDE / 2f : line[i - 2];
      line[i] = Math.min(Sketch.SIDE - 5, Math.max(5, before + step * draws.normal()));
    }
    sketch.stroke(line, width(draws), draws.share() < 0.7f);
  }

  private static float width(Draws draws) {
    float share = draws.share();
    return THIN + (THICK - THIN) * share * share;
  }
}
