package io.github.mnistdl4j.data;

import java.io.File;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Deeplearning4j's own way to the images: {@code MnistDataSetIterator} on a folder of unpacked
 * files. It takes exactly 60,000 and 10,000 images, reads damaged files as if they were not, and
 * tries to download missing ones.
 */
public final class MnistIterators {
  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;
  private static final int BATCH = 1000;

  private MnistIterators() {}

  /** Returns whether a folder holds all four files in the sizes that the iterator takes. */
  public static boolean canRead(Path folder) {
    return Arrays.stream(IdxPart.values())
        .allMatch(part -> file(folder, part).length() == expectedBytes(part));
  }

  /**
   * Reads a split of verified files through the iterator. It gives each pixel as a float, divided
   * by 255; {@link Digits} keeps the byte, from which it computes the same float in a quarter of
   * the memory.
   *
   * @param info of images with MNIST's shape, in ten classes
   * @throws DataException if the files cannot be read any more
   */
  public static Digits read(Path folder, IdxPart images, DatasetInfo info) {
    byte[] pixels = new byte[items(images) * DatasetInfo.MNIST.pixels()];
    int[] labels = new int[items(images)];
    DataSetIterator batches = iterator(folder, images);
    for (int image = 0; batches.hasNext(); image += BATCH) {
      DataSet batch = batches.next();
      FloatBuffer features = batch.getFeatures().data().asNioFloat();
      for (int i = 0; i < BATCH * DatasetInfo.MNIST.pixels(); i++) {
        pixels[image * DatasetInfo.MNIST.pixels() + i] = (byte) Math.round(features.get(i) * 255);
      }
      System.arraycopy(batch.getLabels().argMax(1).toIntVector(), 0, labels, image, BATCH);
    }
    return new Digits(info, pixels, labels);
  }

  /**
   * Returns the test images in the order of their file, in batches of 1,000. The files are verified
   * once more: they may have been read long ago.
   *
   * @param folder of the images' files
   * @throws DataException if they are not those that were read
   */
  public static DataSetIterator test(TrainTest images, Path folder) {
    for (IdxPart part : new IdxPart[] {IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS}) {
      if (!sha256(folder, part).equals(images.sha256().get(part.fileName()))) {
        throw unreadable(folder, part.fileName() + " has changed");
      }
    }
    return iterator(folder, IdxPart.TEST_IMAGES);
  }

  private static DataSetIterator iterator(Path folder, IdxPart images) {
    if (!canRead(folder)) {
      throw unreadable(folder, "a file is missing or has changed");
    }
    try {
      return new MnistDataSetIterator(
          BATCH, items(images), false, items(images) == TRAIN, false, 0, folder.toFile());
    } catch (IOException e) {
      throw unreadable(folder, String.valueOf(e.getMessage()));
    }
  }

  private static String sha256(Path folder, IdxPart part) {
    try {
      return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file(folder, part));
    } catch (IOException e) {
      throw unreadable(folder, String.valueOf(e.getMessage()));
    }
  }

  private static DataException unreadable(Path folder, String reason) {
    return new DataException(
        "The files in %s cannot be read any more: %s".formatted(folder, reason));
  }

  private static long expectedBytes(IdxPart part) {
    return part.holdsImages()
        ? 16 + items(part) * (long) DatasetInfo.MNIST.pixels()
        : 8 + items(part);
  }

  private static int items(IdxPart part) {
    return part == IdxPart.TRAIN_IMAGES || part == IdxPart.TRAIN_LABELS ? TRAIN : TEST;
  }

  private static File file(Path folder, IdxPart part) {
    return folder.resolve(part.fileName()).toFile();
  }
}
