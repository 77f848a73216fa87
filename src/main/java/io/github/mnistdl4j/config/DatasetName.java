package io.github.mnistdl4j.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The values of {@code data.dataset}. */
public enum DatasetName {
  /** LeCun, Cortes and Burges' handwritten digits. */
  MNIST(IntStream.range(0, 10).mapToObj(Integer::toString).toList()),
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
  /** A folder of the user's own files, in MNIST's IDX format and under its file names. */
  IDX(List.of()),
  /** Text files of the user's own; each line has a label and the pixels of an image. */
  CSV(List.of()),
  /** Pictures of the user's own, in a folder for each class. */
  FOLDER(List.of());

  private final List<String> classes;

  DatasetName(List<String> classes) {
    this.classes = classes;
  }

  /** Returns whether it is four IDX files. */
  public boolean isIdx() {
    return this != CSV && this != FOLDER;
  }

  /** Returns the classes' names in the order of their labels; empty if the files tell. */
  public Optional<List<String>> classes() {
    return classes.isEmpty() ? Optional.empty() : Optional.of(classes);
  }
}
