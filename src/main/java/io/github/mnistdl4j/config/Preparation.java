package io.github.mnistdl4j.config;

/** How a picture of any size becomes an image of a data set. */
public enum Preparation {
  /** MNIST's way: found ink, white on black, in a box of 20 × 20 of 28 × 28 pixels. */
  DIGITS("white on black, 20x20 box, centre of mass at 14,14"),
  /** The whole picture: grey, scaled to fit, centred. */
  PLAIN("grey, scaled to fit, centred");

  private static final int MNIST_SIDE = 28;

  private final String form;

  Preparation(String form) {
    this.form = form;
  }

  /** Returns the one of images that do not say how they were made: MNIST's shape speaks for it. */
  public static Preparation of(int width, int height) {
    boolean likeMnist = width == MNIST_SIDE && height == MNIST_SIDE;
    return likeMnist ? DIGITS : PLAIN;
  }

  /** Returns it in words, as a model says it. */
  public String form() {
    return form;
  }
}
