package io.github.mnistdl4j.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The values of {@code data.dataset}. */
public enum DatasetName {
  /** LeCun, Cortes and Burges' handwritten digits. */
  MNIST(digits()),
  /** Zalando's clothing images in MNIST's format. */
  FASHION_MNIST(
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot")),
  /** Kuzushiji-MNIST: ten characters of old Japanese script. */
  KMNIST(List.of("お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を")),
  /** MNIST's digits, made anew with all 60,000 test images. */
  QMNIST(digits()),
  /** EMNIST's letters, small and capital ones together. */
  EMNIST_LETTERS(letters('a', 26), 1, true),
  /** EMNIST's digits and letters, 47 classes of as many images. */
  EMNIST_BALANCED(
      Stream.of(
              digits(),
              letters('A', 26),
              List.of("a", "b", "d", "e", "f", "g", "h", "n", "q", "r", "t"))
          .flatMap(List::stream)
          .toList(),
      0,
      true),
  /** EMNIST's digits, 280,000 of them. */
  EMNIST_DIGITS(digits(), 0, true),
  /** A folder of the user's own files in MNIST's IDX format. */
  IDX(List.of()),
  /** Text files of the user's own; each line has a label and the pixels of an image. */
  CSV(List.of()),
  /** Pictures of the user's own, in a folder for each class. */
  FOLDER(List.of());

  @SuppressWarnings("ImmutableEnumChecker") // no list that is given can be changed
  private final List<String> classes;

  private final int firstLabel;
  private final boolean transposed;

  DatasetName(List<String> classes) {
    this(classes, 0, false);
  }

  DatasetName(List<String> classes, int firstLabel, boolean transposed) {
    this.classes = classes;
    this.firstLabel = firstLabel;
    this.transposed = transposed;
  }

  private static List<String> digits() {
    return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
  }

  private static List<String> letters(char first, int count) {
    return IntStream.range(first, first + count).mapToObj(Character::toString).toList();
  }

  /** Returns whether it is four IDX files. */
  public boolean isIdx() {
    return this != CSV && this != FOLDER;
  }

  /** Returns the classes' names in the order of their labels; empty if the files tell. */
  public Optional<List<String>> classes() {
    return classes.isEmpty() ? Optional.empty() : Optional.of(classes);
  }

  /** Returns the number that the files of a known set have for the first class. */
  public int firstLabel() {
    return firstLabel;
  }

  /** Returns whether the files of a known set have rows and columns swapped. */
  public boolean isTransposed() {
    return transposed;
  }
}
