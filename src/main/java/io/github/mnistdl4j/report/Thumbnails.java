package io.github.mnistdl4j.report;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.InputWeights;
import java.nio.ByteBuffer;

/** Draws images and weights as small pictures in {@code data:} URIs. */
final class Thumbnails {
  /** Shades per sign of a weight; more would only make the file larger. */
  private static final int SHADES = 30;

  /** The ends of ColorBrewer's diverging scheme RdBu, which the colour-blind can tell apart. */
  private static final int[] BLUE = {5, 80, 160};

  private static final int[] RED = {178, 24, 43};

  private static final byte[] DIVERGING = diverging();

  private static final int BYTE = 255;

  /** Greys of ink beneath the evidence, the darkest of which is light enough for its colours. */
  private static final int INKS = 5;

  private static final int INK = 196;

  /** With the greys within the 256 colours of a picture. */
  private static final int EVIDENCE_SHADES = 12;

  private static final byte[] EVIDENCE = evidenceColors();

  private Thumbnails() {}

  /** Returns a side of a picture on the page if its longer one is to be this long. */
  static int size(int pixels, DatasetInfo images, int longest) {
    int most = Math.max(images.width(), images.height());
    return Math.max(1, Math.round((float) longest * pixels / most));
  }

  /** Returns an image as ink on paper. */
  static String digit(Digits digits, int image) {
    byte[] pixels = digits.image(image);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ~pixels[i]; // 255 is ink there, and white here
    }
    return Png.dataUri(digits.info().width(), pixels, new byte[0]);
  }

  /** Returns the weights of all pixels: red above zero, white at zero, blue below. */
  static String weights(InputWeights.Unit unit, int width) {
    float largest = 0;
    for (float weight : unit.weights()) {
      largest = Math.max(largest, Math.abs(weight));
    }
    byte[] pixels = new byte[unit.weights().size()];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      double share = largest > 0 ? unit.weights().get(pixel) / largest : 0;
      pixels[pixel] = (byte) (SHADES + Math.round(share * SHADES));
    }
    return Png.dataUri(width, pixels, DIVERGING);
  }

  /**
   * Returns what speaks for a class, red, and against it, blue, in the ink of an image, grey.
   *
   * @param map a value in [-1, 1] for each pixel
   * @param ink in [0, 1] for each pixel
   */
  static String evidence(float[] map, float[] ink, int width) {
    byte[] pixels = new byte[map.length];
    for (int i = 0; i < pixels.length; i++) {
      int tint = EVIDENCE_SHADES + Math.round(map[i] * EVIDENCE_SHADES);
      int grey = Math.round(ink[i] * (INKS - 1));
      pixels[i] = (byte) (grey * (2 * EVIDENCE_SHADES + 1) + tint);
    }
    return Png.dataUri(width, pixels, EVIDENCE);
  }

  /** Returns for each grey of ink a palette from blue through it to red. */
  private static byte[] evidenceColors() {
    ByteBuffer palette = ByteBuffer.allocate(3 * INKS * (2 * EVIDENCE_SHADES + 1));
    for (int grey = 0; grey < INKS; grey++) {
      double paper = BYTE - (BYTE - INK) * grey / (INKS - 1.0);
      for (int shade = -EVIDENCE_SHADES; shade <= EVIDENCE_SHADES; shade++) {
        double share = Math.abs(shade) / (double) EVIDENCE_SHADES;
        for (int end : shade < 0 ? BLUE : RED) {
          palette.put((byte) Math.round(paper + share * (end - paper)));
        }
      }
    }
    return palette.array();
  }

  /** Returns a palette from blue through white to red. */
  private static byte[] diverging() {
    byte[] palette = new byte[3 * (2 * SHADES + 1)];
    for (int shade = -SHADES; shade <= SHADES; shade++) {
      int[] end = shade < 0 ? BLUE : RED;
      double share = Math.abs(shade) / (double) SHADES;
      for (int channel = 0; channel < 3; channel++) {
        long value = Math.round(255 + share * (end[channel] - 255));
        palette[3 * (SHADES + shade) + channel] = (byte) value;
      }
    }
    return palette;
  }
}
