package io.github.mnistdl4j.data;

import io.github.mnistdl4j.files.Gzip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The four files of a data set in MNIST's layout. */
public enum IdxPart {
  /** Training images, {@code [n, height, width]}. */
  TRAIN_IMAGES("train-images-idx3-ubyte"),
  /** Training labels, {@code [n]}. */
  TRAIN_LABELS("train-labels-idx1-ubyte"),
  /** Test images, {@code [n, height, width]}. */
  TEST_IMAGES("t10k-images-idx3-ubyte"),
  /** Test labels, {@code [n]}. */
  TEST_LABELS("t10k-labels-idx1-ubyte");

  private final String fileName;

  IdxPart(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the unpacked file's name; packed it ends in {@code .gz}. */
  public String fileName() {
    return fileName;
  }

  /**
   * Returns the file in a folder, by any of the names that people have it under: packed where only
   * that exists, else unpacked.
   *
   * @param dataset the data set that the name may begin with; empty: it may begin with any
   * @throws DataException if two files may be this one
   */
  public Path in(Path folder, Optional<String> dataset) {
    String start = dataset.map(name -> "(" + Pattern.quote(name) + "[-_])?").orElse("(.+[-_])?");
    Pattern names =
        Pattern.compile(
            "%s(%s)[-_](%s)([-_.](idx[1-3]?|u?byte|int))*(\\.gz)?"
                .formatted(
                    start,
                    isTraining() ? "train" : "t10k|test",
                    holdsImages() ? "images" : "labels"),
            Pattern.CASE_INSENSITIVE);
    Map<String, Path> found = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (names.matcher(name).matches()) {
        found.merge(name.replaceFirst("(?i)\\.gz$", ""), file, IdxPart::unpacked);
      }
    }
    if (found.size() > 1) {
      throw new DataException(
          "%s has %s, of which each may be the %s: leave one of them in this folder."
              .formatted(folder, String.join(" and ", found.keySet()), words()));
    }
    return found.isEmpty() ? folder.resolve(fileName) : found.values().iterator().next();
  }

  private static Path unpacked(Path one, Path other) {
    return Gzip.isNamedPacked(one) ? other : one;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private String words() {
    return (isTraining() ? "training " : "test ") + (holdsImages() ? "images" : "labels");
  }

  /** Returns whether the file is of the training images. */
  public boolean isTraining() {
    return this == TRAIN_IMAGES || this == TRAIN_LABELS;
  }

  /** Returns whether the file holds images, not labels. */
  public boolean holdsImages() {
    return this == TRAIN_IMAGES || this == TEST_IMAGES;
  }

  /** Returns the number of bytes in front of the first image or label. */
  public int headerBytes() {
    return holdsImages() ? IdxHeader.IMAGES_BYTES : IdxHeader.LABELS_BYTES;
  }
}
