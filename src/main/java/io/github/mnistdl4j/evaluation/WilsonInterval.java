package io.github.mnistdl4j.evaluation;

/**
 * The range of true accuracies for which an observed one is not unusual: the score interval at 95 %
 * (Wilson 1927), which stays within [0, 1] and is good for few images and accuracies near 1.
 *
 * @param low in [0, 1]
 * @param high in [0, 1]
 */
public record WilsonInterval(double low, double high) {
  /** 97.5 % of the standard normal distribution lie below. */
  private static final double Z = 1.959963984540054;

  /**
   * Returns the interval.
   *
   * @param accuracy observed, in [0, 1]
   * @param images how many were asked about, at least 1
   */
  public static WilsonInterval of(double accuracy, int images) {
    double squared = Z * Z / images;
    double middle = (accuracy + squared / 2) / (1 + squared);
    double half =
        Z
            * Math.sqrt(accuracy * (1 - accuracy) / images + squared / (4.0 * images))
            / (1 + squared);
    return new WilsonInterval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
