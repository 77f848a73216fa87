package io.github.mnistdl4j.data;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data set in memory.
 *
 * @param train images to learn from
 * @param test images to evaluate on
 * @param source where they came from, in words
 * @param sha256 each file's name and the SHA-256 of its unpacked bytes, in a fixed order
 * @param folder where Deeplearning4j's {@code MnistDataSetIterator} can read the same images; empty
 *     if it cannot
 * @param extra how many pictures of the user's own are among the images to learn from, each once
 */
public record TrainTest(
    Digits train, Digits test, String source, Map<String, String> sha256, String folder, int extra)
    implements Serializable {
  /**
   * What the hash of the user's own pictures is called, which are learned from and never tested.
   */
  public static final String EXTRA = "extra pictures";

  public TrainTest {
    sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
  }

  /** Returns the hashes of files without that of the user's own pictures. */
  public static List<String> fileHashes(Map<String, String> sha256) {
    return sha256.entrySet().stream()
        .filter(file -> !file.getKey().equals(EXTRA))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Makes a data set that Deeplearning4j's iterator cannot read. */
  public TrainTest(Digits train, Digits test, String source, Map<String, String> sha256) {
    this(train, test, source, sha256, "", 0);
  }

  /** Returns what all the images have in common. */
  public DatasetInfo info() {
    return train.info();
  }

  /**
   * Returns the same images with one class more, which none of them shows.
   *
   * @throws DataException if they are not of digits
   */
  public TrainTest withNone() {
    try {
      DatasetInfo all = info().withNone();
      return new TrainTest(
          train.relabelled(all, source),
          test.relabelled(all, source),
          source,
          sha256,
          folder,
          extra);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "data.outliers is generated, but %s. Set data.outliers to none."
              .formatted(e.getMessage()));
    }
  }

  /** Returns the same images, which Deeplearning4j's iterator can read from a folder. */
  public TrainTest iterableIn(Path unpacked) {
    return new TrainTest(train, test, source, sha256, unpacked.toString(), extra);
  }

  /** Returns the folder that Deeplearning4j's iterator can read; empty if it cannot. */
  public Optional<Path> iterableFolder() {
    return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
  }
}
