package io.github.mnistdl4j.prediction;

/** Which pixels speak for a digit: what its probability loses when a patch of them is covered. */
final class Explanation {
  private static final int SIDE = 28;
  private static final int PATCH = 4;

  private Explanation() {}

  /** {@code [784]} in [-1, 1] for an image {@code [784]}. */
  static float[] of(ForwardPass network, float[] image, int digit) {
    float[] map = new float[image.length];
    float whole = network.outputs(image)[digit];
    for (int top = 1 - PATCH; top < SIDE; top++) {
      for (int left = 1 - PATCH; left < SIDE; left++) {
        float[] covered = image.clone();
        paint(covered, top, left, 0, false);
        paint(map, top, left, whole - network.outputs(covered)[digit], true);
      }
    }
    scale(map);
    return map;
  }

  private static void paint(float[] image, int top, int left, float value, boolean add) {
    for (int y = Math.max(0, top); y < Math.min(SIDE, top + PATCH); y++) {
      for (int x = Math.max(0, left); x < Math.min(SIDE, left + PATCH); x++) {
        image[y * SIDE + x] = add ? image[y * SIDE + x] + value : value;
      }
    }
  }

  private static void scale(float[] map) {
    float most = 0;
    for (float value : map) {
      most = Math.max(most, Math.abs(value));
    }
    for (int i = 0; i < map.length && most > 0; i++) {
      map[i] /= most;
    }
  }
}
