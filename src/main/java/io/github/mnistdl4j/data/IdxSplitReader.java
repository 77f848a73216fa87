package io.github.mnistdl4j.data;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.datasets.fetchers.MnistDataFetcher;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Reads one split of verified IDX files into memory, once, through Deeplearning4j's iterator. */
final class IdxSplitReader {
  /** Divides both splits of MNIST, and keeps each array that the iterator makes at 3 MB. */
  private static final int BATCH = 1000;

  private IdxSplitReader() {}

  /**
   * Reads a split.
   *
   * <p>{@link MnistDataSetIterator} reads exactly 60,000 training and 10,000 test images: it fails
   * on fewer and leaves out the others of more. So other numbers are read without it.
   */
  static Digits read(Path directory, boolean train) {
    IdxPart images = train ? IdxPart.TRAIN_IMAGES : IdxPart.TEST_IMAGES;
    IdxPart labels = train ? IdxPart.TRAIN_LABELS : IdxPart.TEST_LABELS;
    int usual = train ? MnistDataFetcher.NUM_EXAMPLES : MnistDataFetcher.NUM_EXAMPLES_TEST;
    Path labelFile = directory.resolve(labels.fileName());
    try {
      if (Files.size(labelFile) == IdxFile.LABELS_HEADER + usual) {
        return iterate(directory, train, usual);
      }
      return new Digits(
          IdxFile.body(directory.resolve(images.fileName()), images),
          IdxFile.body(labelFile, labels));
    } catch (IOException e) {
      throw new DataException(
          "The files in %s cannot be read any more: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static Digits iterate(Path directory, boolean train, int size) throws IOException {
    byte[] pixels = new byte[size * Digits.PIXELS];
    byte[] labels = new byte[size];
    MnistDataSetIterator iterator =
        new MnistDataSetIterator(BATCH, size, false, train, false, 0, directory.toFile());
    for (int first = 0; iterator.hasNext(); first += BATCH) {
      DataSet batch = iterator.next();
      try (INDArray features = batch.getFeatures();
          INDArray oneHot = batch.getLabels()) {
        copyPixels(features.data().asNioFloat(), pixels, first * Digits.PIXELS);
        copyLabels(oneHot.data().asNioFloat(), labels, first);
      }
    }
    iterator.close();
    return new Digits(pixels, labels);
  }

  /** From floats in [0, 1] back to the bytes they were divided out of; exact. */
  private static void copyPixels(FloatBuffer features, byte[] pixels, int offset) {
    float[] scaled = new float[features.remaining()];
    features.get(scaled);
    for (int i = 0; i < scaled.length; i++) {
      pixels[offset + i] = (byte) (int) (scaled[i] * 255f + 0.5f);
    }
  }

  private static void copyLabels(FloatBuffer oneHot, byte[] labels, int offset) {
    for (int i = 0; oneHot.hasRemaining(); i++) {
      if (oneHot.get() == 1f) {
        labels[offset + i / Digits.CLASSES] = (byte) (i % Digits.CLASSES);
      }
    }
  }
}
