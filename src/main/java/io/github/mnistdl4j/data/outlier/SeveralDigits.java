package io.github.mnistdl4j.data.outlier;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.distortion.Draws;

/** Puts two digits together, or leaves half of one. */
final class SeveralDigits {
  /** Digits whose upper and lower halves look like no other digit. */
  private static final String HALVED = "035";

  private final Digits digits;
  private final int width;
  private final int height;

  SeveralDigits(Digits digits) {
    this.digits = digits;
    this.width = digits.info().width();
    this.height = digits.info().height();
  }

  /** Returns the width of a picture of {@link #pair} or {@link #half}; it is as high as a digit. */
  int pictureWidth() {
    return 2 * width;
  }

  /** Returns two digits side by side, which touch or not: {@code [height · pictureWidth]}. */
  float[] pair(Draws draws) {
    float[] ink = new float[pictureWidth() * height];
    // a digit's box takes 20 of 28 columns, most digits fewer
    int between = Math.round(width * (0.62f + 0.16f * draws.even()));
    put(ink, any(draws), 0, height, 0);
    put(ink, any(draws), 0, height, between);
    return ink;
  }

  /** Returns the upper or lower half of a digit. */
  float[] half(Draws draws) {
    int image = any(draws);
    for (int tries = 0; tries < 50 && HALVED.indexOf('0' + digits.label(image)) < 0; tries++) {
      image = any(draws);
    }
    boolean upper = draws.share() < 0.5f;
    float[] ink = new float[pictureWidth() * height];
    put(ink, image, upper ? 0 : height / 2, upper ? height / 2 : height, 0);
    return ink;
  }

  private int any(Draws draws) {
    return (int) (draws.share() * digits.size());
  }

  private void put(float[] ink, int image, int from, int to, int left) {
    float[] digit = new float[width * height];
    digits.copyScaled(image, digit, 0);
    for (int y = from; y < to; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * pictureWidth() + left + x;
        ink[i] = Math.max(ink[i], digit[y * width + x]);
      }
    }
  }
}
