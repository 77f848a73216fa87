package io.github.mnistdl4j.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** The four files of a data set in MNIST's layout. */
public enum IdxPart {
  /** Training images, {@code [n, 28, 28]}. */
  TRAIN_IMAGES("train-images-idx3-ubyte"),
  /** Training labels, {@code [n]}. */
  TRAIN_LABELS("train-labels-idx1-ubyte"),
  /** Test images, {@code [n, 28, 28]}. */
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

  /** Returns the file in a folder: packed where only that exists, else unpacked. */
  public Path in(Path folder) {
    Path unpacked = folder.resolve(fileName);
    Path packed = folder.resolve(fileName + ".gz");
    return !Files.exists(unpacked) && Files.exists(packed) ? packed : unpacked;
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
