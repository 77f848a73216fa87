package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.cli.MnistRun;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.prediction.image.PhotoKind;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MNIST's test digits in photographs of paper, after two epochs of the tutorial. */
class PhotographsIT {
  /** How many photographs of each kind are taken. */
  private static final int TAKEN = Integer.getInteger("mnist.digits", 150) / 20;

  /** Shares of them that are read right at least: of all, and of each kind. */
  private static final double RIGHT = 0.93;

  private static final double RIGHT_OF_A_KIND = 0.6;

  /** Every so many test images one is taken, of each kind others. */
  private static final int STEP = 163;

  private static final Digits TEST =
      new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();

  private final Predictor predictor = Predictor.load(MnistRun.directory().path());

  @Test
  void readsDigitsOnEveryKindOfPaper() {
    Map<PhotoKind, Double> right = new EnumMap<>(PhotoKind.class);
    for (PhotoKind kind : PhotoKind.values()) {
      right.put(kind, right(kind, 7 * right.size()));
    }
    double mean = right.values().stream().mapToDouble(share -> share).average().orElseThrow();
    assertThat(mean).as("%s", right).isGreaterThanOrEqualTo(RIGHT);
    assertThat(right).allSatisfy((kind, share) -> assertThat(share).isGreaterThan(RIGHT_OF_A_KIND));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PLAIN",
        "GRADIENT",
        "SHADOW",
        "VIGNETTE",
        "RULED",
        "SQUARED",
        "DOTTED",
        "MARGIN",
        "TABLE",
        "SECOND_SHEET",
        "CREASE",
        "BOARD",
        "NOISY",
        "JPEG"
      })
  void findsNoInkOnBlankPaper(PhotoKind kind) {
    for (int seed = 0; seed < 5; seed++) {
      BufferedImage blank = kind.photograph(seed);
      assertThatThrownBy(() -> predictor.predict(blank))
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith("has no ink");
    }
  }

  private double right(PhotoKind kind, int first) {
    int right = 0;
    for (int i = 0; i < TAKEN; i++) {
      int index = (i * STEP + first) % TEST.size();
      float[] ink = new float[784];
      TEST.copyScaled(index, ink, 0);
      right += isRead(kind, i, ink, TEST.label(index)) ? 1 : 0;
    }
    return (double) right / TAKEN;
  }

  /** A refused photograph is not read. */
  private boolean isRead(PhotoKind kind, int seed, float[] ink, int label) {
    try {
      Prediction prediction = predictor.predict(kind.photograph(seed, ink));
      return prediction.rejection().isEmpty() && prediction.digit() == label;
    } catch (ImageException e) {
      return false;
    }
  }
}
