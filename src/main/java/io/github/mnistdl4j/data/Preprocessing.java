package io.github.mnistdl4j.data;

/**
 * What was done to the images that a network learned from, and so must be done to every other one.
 * A model carries it, as JSON, so that it is never asked about images in another form.
 *
 * @param width pixels per row
 * @param height number of rows
 * @param scale from a byte to what the network sees
 * @param form how the digit lies in the image
 */
public record Preprocessing(int width, int height, String scale, String form) {
  /** That of MNIST, the only one so far. */
  public static final Preprocessing MNIST =
      new Preprocessing(
          Digits.SIDE, Digits.SIDE, "1/255", "white on black, 20x20 box, centre of mass at 14,14");
}
