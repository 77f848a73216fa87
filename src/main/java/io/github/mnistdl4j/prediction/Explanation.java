package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.ForwardPass;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Explains which ink speaks for a digit: how much the digit's log-odds against all others drop when
 * a patch of the image is covered with background (Zeiler and Fergus, 2014, section 4.2), summed
 * over the patches that cover a pixel and multiplied by its ink. The log-odds still move where the
 * probability itself is 1 to seven places.
 *
 * <p>Gradient × input needs one pass instead of two hundred, but its pictures are speckled:
 * neighbours on one stroke get opposite signs. Here whole parts of strokes stand out.
 */
final class Explanation {
  private static final int PATCH = 4;
  private static final int STEP = 2;

  private Explanation() {}

  /** Returns a value in [-1, 1] for each pixel of an image; the largest magnitude is 1. */
  static float[] of(ForwardPass network, DatasetInfo images, float[] image, int digit) {
    float[] map = new float[image.length];
    double whole = logOdds(network.scores(image), digit);
    for (int top = STEP - PATCH; top < images.height(); top += STEP) {
      for (int left = STEP - PATCH; left < images.width(); left += STEP) {
        int[] patch = patch(images, top, left);
        if (Arrays.stream(patch).anyMatch(i -> image[i] > 0)) {
          float[] covered = image.clone();
          Arrays.stream(patch).forEach(i -> covered[i] = 0);
          float loss = (float) (whole - logOdds(network.scores(covered), digit));
          Arrays.stream(patch).forEach(i -> map[i] += loss);
        }
      }
    }
    for (int i = 0; i < map.length; i++) {
      map[i] *= image[i];
    }
    scale(map);
    return map;
  }

  /** Returns the digit's score less the logarithm of the sum of the others' exponentials. */
  private static double logOdds(float[] scores, int digit) {
    double most = scores[Answers.largest(scores, 0, scores.length)];
    double others = Double.MIN_NORMAL;
    for (int k = 0; k < scores.length; k++) {
      others += k == digit ? 0 : Math.exp(scores[k] - most);
    }
    return scores[digit] - most - Math.log(others);
  }

  /** Returns the indices of the pixels of a patch, which may reach over the edges. */
  private static int[] patch(DatasetInfo images, int top, int left) {
    int from = Math.max(0, left);
    int to = Math.min(images.width(), left + PATCH);
    return IntStream.range(Math.max(0, top), Math.min(images.height(), top + PATCH))
        .flatMap(y -> IntStream.range(y * images.width() + from, y * images.width() + to))
        .toArray();
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
