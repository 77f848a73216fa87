package io.github.mnistdl4j.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures whether a network is right as often as it claims: images are binned by the probability
 * of the answer, and each bin's mean probability is compared with its share of right answers. See
 * Guo, Pleiss, Sun and Weinberger, <i>On Calibration of Modern Neural Networks</i>, ICML 2017,
 * section 2.
 *
 * @param bins of equal width, from 0 to 1
 * @param images number of images in all bins
 */
public record Calibration(List<Bin> bins, int images) {
  /** As many as in the paper. */
  public static final int BINS = 15;

  /**
   * Sums up the images whose answers have a probability in (from, to].
   *
   * @param confidence mean probability of the answers; 0 without images
   * @param accuracy share of right answers; 0 without images
   */
  public record Bin(double from, double to, int images, double confidence, double accuracy) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Bins answers whose outputs are probabilities. */
  public static Calibration of(Answers answers) {
    int[] images = new int[BINS];
    int[] right = new int[BINS];
    double[] confidence = new double[BINS];
    for (int image = 0; image < answers.size(); image++) {
      int bin = bin(answers.confidence(image));
      images[bin]++;
      right[bin] += answers.isRight(image) ? 1 : 0;
      confidence[bin] += answers.confidence(image);
    }
    return new Calibration(
        IntStream.range(0, BINS)
            .mapToObj(
                i ->
                    new Bin(
                        (double) i / BINS,
                        (i + 1.0) / BINS,
                        images[i],
                        confidence[i] / Math.max(images[i], 1),
                        (double) right[i] / Math.max(images[i], 1)))
            .toList(),
        answers.size());
  }

  private static int bin(float probability) {
    return Math.min(Math.max((int) Math.ceil(probability * (double) BINS) - 1, 0), BINS - 1);
  }

  /**
   * Returns the expected calibration error, in [0, 1]: Σ over the bins of (images / all images) ·
   * |accuracy − confidence|.
   */
  public double expectedError() {
    return bins.stream()
        .mapToDouble(
            bin -> (double) bin.images() / images * Math.abs(bin.accuracy() - bin.confidence()))
        .sum();
  }
}
