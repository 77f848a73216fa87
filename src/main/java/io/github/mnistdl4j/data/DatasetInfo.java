package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.Preparation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all images of a data set have in common. A model carries it, so that it is never asked about
 * images of another form.
 *
 * @param width pixels per row, 4 to 128
 * @param height number of rows, 4 to 128
 * @param classes the classes' names in the order of their labels, 2 to 1,000, no two the same
 * @param preparation how a picture becomes such an image
 * @param pixelMaximum what a CSV file has for the brightest pixel: 255, or 1 for fractions, …
 */
public record DatasetInfo(
    int width, int height, List<String> classes, Preparation preparation, int pixelMaximum)
    implements Serializable {
  /** Least and most pixels per row, and rows. */
  public static final int MIN_SIDE = 4;

  public static final int MAX_SIDE = 128;

  /** Least and most classes. */
  public static final int MIN_CLASSES = 2;

  public static final int MAX_CLASSES = 1000;

  /** Most characters of a class's name. */
  public static final int MAX_NAME = 60;

  /** The brightest pixel of most files. */
  public static final int BYTE = 255;

  /** MNIST's: 28 × 28 pixels, the digits 0 to 9. */
  public static final DatasetInfo MNIST = new DatasetInfo(28, 28, numbers(10), Preparation.DIGITS);

  /** The last class of networks that also learn what is none of the others. */
  public static final String NONE = "none";

  /** Describes images whose pixels are bytes. */
  public DatasetInfo(int width, int height, List<String> classes, Preparation preparation) {
    this(width, height, classes, preparation, BYTE);
  }

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public DatasetInfo {
    classes = List.copyOf(classes);
    requireSide("width", width);
    requireSide("height", height);
    if (classes.size() < MIN_CLASSES || classes.size() > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "%d classes; %d to %,d can be used".formatted(classes.size(), MIN_CLASSES, MAX_CLASSES));
    }
    if (classes.stream().distinct().count() < classes.size()) {
      throw new IllegalArgumentException("two classes have the same name");
    }
    if (pixelMaximum < 1 || pixelMaximum > 65_535) {
      throw new IllegalArgumentException(
          "pixels up to %d; 1 to 65535 can be the brightest".formatted(pixelMaximum));
    }
    for (String name : classes) {
      if (name.isBlank() || name.length() > MAX_NAME || name.matches(".*\\p{Cntrl}.*")) {
        throw new IllegalArgumentException(
            "a class's name is \"%.60s\"; it needs 1 to %d printable characters"
                .formatted(name.replaceAll("\\p{Cntrl}", "?"), MAX_NAME));
      }
    }
  }

  /** Returns what images like MNIST's have in common, whose classes a data set's name tells. */
  public static DatasetInfo of(DatasetName dataset) {
    return new DatasetInfo(28, 28, dataset.classes().orElse(numbers(10)), Preparation.DIGITS);
  }

  private static void requireSide(String what, int pixels) {
    if (pixels < MIN_SIDE || pixels > MAX_SIDE) {
      throw new IllegalArgumentException(
          "%s of %d pixels; %d to %d can be used".formatted(what, pixels, MIN_SIDE, MAX_SIDE));
    }
  }

  /** Returns the names of classes that are called by their numbers: 0, 1, … */
  public static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /** Returns the pixels of an image, row by row: the inputs of a network. */
  public int pixels() {
    return width * height;
  }

  /** Returns a class's name. */
  public String name(int label) {
    return classes.get(label);
  }

  /** Returns whether the classes are digits that are called so; one for none may follow them. */
  public boolean areDigits() {
    return classes.subList(0, answerClasses()).equals(MNIST.classes);
  }

  /**
   * Returns the number of classes that can be an answer: all but a last one for {@link #NONE} of
   * the others.
   */
  public int answerClasses() {
    return hasNone() ? classes.size() - 1 : classes.size();
  }

  /** Returns whether the last class is {@link #NONE} of the others. */
  public boolean hasNone() {
    return preparation == Preparation.DIGITS && classes.get(classes.size() - 1).equals(NONE);
  }

  /**
   * Returns the same with one class more, for images that show none of the others.
   *
   * @throws IllegalArgumentException if the images are not of digits
   */
  public DatasetInfo withNone() {
    if (preparation != Preparation.DIGITS || !classes.equals(MNIST.classes)) {
      throw new IllegalArgumentException(
          "the classes are not the digits 0 to 9 in MNIST's form, but only of these it is known what is none");
    }
    List<String> all = new ArrayList<>(classes);
    all.add(NONE);
    return new DatasetInfo(width, height, all, preparation, pixelMaximum);
  }

  /** Returns the shape in words, as {@code 28 × 28}: rows, then columns. */
  public String shape() {
    return "%d × %d".formatted(height, width);
  }
}
