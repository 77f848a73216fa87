package io.github.mnistdl4j.data.outlier;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.distortion.Draws;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws images in a data set's form that show no digit. What an image shows depends on the seed,
 * its index and the digits alone. Immutable, and so safe to use from several threads.
 */
public final class NonDigits {
  /**
   * For so many training images there is one more that shows no digit. With one for three, another
   * one in a thousand of MNIST's test images is taken for none.
   */
  private static final int DIGITS_FOR_ONE = 5;

  /**
   * Distinguishes these random numbers from those that distort digits, whose epochs rise from 1.
   */
  private static final int EPOCH = -1;

  /** Shares of what is drawn; two digits, or half of one, are the rest. */
  private static final float GLYPHS = 0.52f;

  private static final float SCRIBBLES = 0.16f;
  private static final float SILHOUETTES = 0.12f;
  private static final float NOISE = 0.06f;

  /** Share of halves among what is made of digits. */
  private static final float HALVES = 0.15f;

  private final Digits digits;
  private final SeveralDigits several;
  private final long seed;

  /**
   * @param digits at least one, to put together and to halve
   */
  public NonDigits(Digits digits, long seed) {
    this.digits = digits;
    this.several = new SeveralDigits(digits);
    this.seed = seed;
  }

  /**
   * Returns training images and, behind them, a fifth as many that show none of the other classes.
   *
   * @param train images whose last class is {@link DatasetInfo#NONE}
   */
  public static Digits behind(Digits train, long seed) {
    int[] labels = new int[train.size() / DIGITS_FOR_ONE];
    Arrays.fill(labels, train.info().classes().size() - 1);
    return train.followedBy(new NonDigits(train, seed).draw(0, labels));
  }

  /**
   * Draws images.
   *
   * @param first index of the first one
   * @param labels of the images, one for each
   */
  public Digits draw(int first, int[] labels) {
    int n = digits.info().pixels();
    byte[] pixels = new byte[labels.length * n];
    IntStream.range(0, labels.length)
        .parallel()
        .forEach(
            i -> {
              float[] image = draw(first + i);
              for (int k = 0; k < n; k++) {
                pixels[i * n + k] = (byte) Math.round(DatasetInfo.BYTE * image[k]);
              }
            });
    return new Digits(digits.info(), pixels, labels);
  }

  /** Draws an image: {@code [height · width]}, in [0, 1]. */
  private float[] draw(int index) {
    Draws draws = new Draws();
    draws.begin(seed, EPOCH, index);
    float[] ink = new float[0];
    int width = Sketch.SIDE;
    while (!shows(ink)) {
      float kind = draws.share() - (GLYPHS + SCRIBBLES + SILHOUETTES + NOISE);
      width = kind < 0 ? Sketch.SIDE : several.pictureWidth();
      ink = kind < 0 ? sketch(kind, draws) : ofDigits(draws);
    }
    return PreparedImage.ofInk(ink, width, digits.info());
  }

  /** Returns a sketch of a kind: from 0 downwards, as large as its share. */
  private static float[] sketch(float kind, Draws draws) {
    Sketch sketch = new Sketch();
    if (kind < -(SCRIBBLES + SILHOUETTES + NOISE)) {
      Strokes.glyph(sketch, draws);
    } else if (kind < -(SILHOUETTES + NOISE)) {
      Strokes.scribble(sketch, draws);
    } else if (kind < -NOISE) {
      Textures.silhouette(sketch, draws);
    } else {
      Textures.noise(sketch, draws);
    }
    return sketch.ink();
  }

  private float[] ofDigits(Draws draws) {
    return draws.share() < HALVES ? several.half(draws) : several.pair(draws);
  }

  /** Returns whether there is ink for an image. */
  private static boolean shows(float[] ink) {
    float sum = 0;
    for (float pixel : ink) {
      sum += pixel;
    }
    return sum > Sketch.SIDE / 2f;
  }
}
